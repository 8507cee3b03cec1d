"""A made-up city of two areas, small enough to see each of its lines."""

from collections.abc import Mapping
from pathlib import Path

CITY = """\
name: Borgo
province: Bergamo
time_zone: Europe/Rome
example_address: via Roma 1
example_area: Centro
official: false
attribution: [made up]
map_attribution: made up
service:
  name: Servizio
  source_url: https://example.org/service
  confidence: published
retired_codes: []
themes:
  - id: verde
    code: ver
    names: {it: Verde, en: Green}
  - id: feste
    code: fes
    names: {it: Feste}
"""

NETWORKS = """\
retired_codes: [old]
networks:
  - id: alta
    code: alt
    name: Borgo Alto
    areas: [alta]
    themes: [verde]
    founded_year: 2016
    source_url: https://example.org/alta
    confidence: published
"""

AREAS = """\
retired_codes: []
areas:
  - id: alta
    code: alt
    name: Borgo Alto
    network: alta
    aliases: [la Cima]
    dialect: [Bórg]
    postcode: "24100"
    source_url: https://example.org/areas
    confidence: published
  - id: bassa
    code: bas
    name: Borgo Basso
    network: null
    source_url: https://example.org/areas
    confidence: inferred
"""

OUTLINES = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature",
 "properties": {"id": "alta", "basis": "mapped", "certainty": "high", "stroke": "red"},
 "geometry": {"type": "Polygon", "coordinates": [[[9.1, 45.1], [9.2, 45.1], [9.2, 45.2], [9.1, 45.2], [9.1, 45.1]]]}},
{"type": "Feature",
 "properties": {"id": "bassa", "basis": "derived", "certainty": "low"},
 "geometry": {"type": "MultiPolygon", "coordinates": [[[[9.1, 45.0], [9.2, 45.0], [9.2, 45.1], [9.1, 45.0]]]]}}
]}
"""

STREETS = """\
street,parity,first,last,area,near,basis
Via Lunga,odd,1,9,alta,bassa,numbers
Via Lunga,even,2,10,alta,,numbers
Via Lunga,even,12,20,bassa,,stated
Piazza Tonda,all,,,bassa,,line
"""

FILES = {
    "city.yaml": CITY,
    "networks.yaml": NETWORKS,
    "areas.yaml": AREAS,
    "areas.geojson": OUTLINES,
    "streets.csv": STREETS,
    "overrides.csv": "street,parity,first,last,area,reason,source\n",
    "street_aliases.csv": "alias,street\nVia Longa,Via Lunga\n",
    "landmarks.csv": "name,kind,address,area,certain,basis\nMulino,monumento,Via Lunga 2,alta,yes,mapped\n",
    "terms.csv": (
        "term,kind,areas,note,source_url,confidence\n"
        "il Colle,rione,alta;bassa,Chiedere,https://example.org/colle,inferred\n"
    ),
    "postcodes.csv": "postcode,area,house_numbers\n24100,alta,7\n24100,bassa,12\n",
    "organisations.csv": (
        "name,kind,network,address,relation,role,source_url,confidence\n"
        '"Banda, coro",associazione,alta,,took part,suona,https://example.org/banda,inferred\n'
    ),
    "places.csv": (
        "name,kind,area,address,note,source_url,confidence\n"
        "Sala,sala civica,bassa,Piazza Tonda,,https://example.org/sala,published\n"
    ),
    "towns.csv": "name,province,other_names\nVicino,BG,\nLontano,MI,Far;Loin\n",
}


def write(folder: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the pack; `changed` has other contents for some of its files, None for a missing one."""
    folder.mkdir(exist_ok=True)
    for file, content in (FILES | dict(changed or {})).items():
        if content is None:
            (folder / file).unlink(missing_ok=True)
        else:
            (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
