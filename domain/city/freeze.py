"""From checked rows to the immutable `City` that the rest of the program shares."""

from collections import defaultdict
from collections.abc import Iterable
from types import MappingProxyType
from zoneinfo import ZoneInfo

from domain.city import model, rows
from domain.city.model import AreaId, NetworkId, ThemeId
from domain.city.outlines import drawn
from domain.city.overrides import overridden
from domain.city.read import Pack


def freeze(pack: Pack, city: rows.CityRow) -> model.City:
    """Make the city of a pack without problems."""
    return model.City(
        name=city.name,
        province=city.province,
        zone=ZoneInfo(city.time_zone),
        version=pack.version,
        folder=pack.folder,
        official=city.official,
        example_address=city.example_address,
        example_area=city.example_area,
        attribution="; ".join(city.attribution),
        map_attribution=city.map_attribution,
        service=model.Service(**dict(city.service)),
        themes=MappingProxyType({ThemeId(row.id): _theme(row) for row in city.themes}),
        networks=MappingProxyType({NetworkId(row.id): _network(row) for row in pack.networks.rows}),
        areas=MappingProxyType({area.id: area for area in _areas(pack)}),
        streets=tuple(_streets(pack)),
        landmarks=tuple(_landmark(row) for row in pack.landmarks.rows),
        terms=tuple(
            model.Term(row.term, row.kind, _ids(row.areas), row.confidence, row.note) for row in pack.terms.rows
        ),
        postcodes=MappingProxyType({postcode.code: postcode for postcode in _postcodes(pack)}),
        organisations=tuple(_organisation(row) for row in pack.organisations.rows),
        places=tuple(_place(row) for row in pack.places.rows),
        towns=tuple(model.Town(row.name, row.other_names) for row in pack.towns.rows),
    )


def _ids(ids: Iterable[str]) -> tuple[AreaId, ...]:
    return tuple(map(AreaId, ids))


def _theme(row: rows.ThemeRow) -> model.Theme:
    return model.Theme(ThemeId(row.id), row.code, MappingProxyType(dict(row.names)))


def _network(row: rows.NetworkRow) -> model.Network:
    return model.Network(
        id=NetworkId(row.id),
        code=row.code,
        name=row.name,
        areas=_ids(row.areas),
        confidence=row.confidence,
        source_url=row.source_url,
        nickname=row.nickname,
        themes=tuple(map(ThemeId, row.themes)),
        other_words=row.other_words,
        founded_year=row.founded_year,
        meeting_place=row.meeting_place,
        member_count=row.member_count,
        note=row.note,
    )


def _areas(pack: Pack) -> Iterable[model.Area]:
    outlines = {row.properties.id: row for row in pack.outlines.rows}
    for row in pack.areas.rows:
        outline = outlines[row.id]
        yield model.Area(
            id=AreaId(row.id),
            code=row.code,
            name=row.name,
            network=None if row.network is None else NetworkId(row.network),
            outline=drawn(outline.geometry),
            outline_basis=outline.properties.basis,
            outline_certainty=outline.properties.certainty,
            confidence=row.confidence,
            source_url=row.source_url,
            aliases=row.aliases + row.dialect,
            parishes=row.parishes,
            postcode=row.postcode,
            borders=row.borders,
            note=row.note,
        )


def _streets(pack: Pack) -> Iterable[model.Street]:
    runs: defaultdict[str, list[model.Run]] = defaultdict(list)
    for row in pack.streets.rows:
        run = model.Run(row.parity, row.first, row.last, AreaId(row.area), _ids(row.near), row.basis)
        runs[row.street].append(run)
    overrides: defaultdict[str, list[model.Run]] = defaultdict(list)
    for said in pack.overrides.rows:
        stated = model.Run(said.parity, said.first, said.last, AreaId(said.area), (), model.Basis.STATED)
        overrides[said.street].append(stated)
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for alias in pack.street_aliases.rows:
        aliases[alias.street].append(alias.alias)
    return (
        model.Street(name, overridden(of_it, overrides[name]), tuple(aliases[name])) for name, of_it in runs.items()
    )


def _landmark(row: rows.LandmarkRow) -> model.Landmark:
    return model.Landmark(row.name, row.kind, row.address, AreaId(row.area), row.certain, row.basis)


def _postcodes(pack: Pack) -> Iterable[model.Postcode]:
    counts: defaultdict[str, list[tuple[AreaId, int]]] = defaultdict(list)
    for row in pack.postcodes.rows:
        counts[row.postcode].append((AreaId(row.area), row.house_numbers))
    for code, areas in counts.items():
        yield model.Postcode(code, tuple(sorted(areas, key=lambda counted: -counted[1])))


def _organisation(row: rows.OrganisationRow) -> model.Organisation:
    return model.Organisation(
        name=row.name,
        kind=row.kind,
        network=NetworkId(row.network),
        relation=row.relation,
        role=row.role,
        address=row.address,
        source_url=row.source_url,
        confidence=row.confidence,
    )


def _place(row: rows.PlaceRow) -> model.Place:
    return model.Place(
        name=row.name,
        kind=row.kind,
        area=AreaId(row.area),
        address=row.address,
        note=row.note,
        source_url=row.source_url,
        confidence=row.confidence,
    )
