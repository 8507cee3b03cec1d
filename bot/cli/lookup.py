"""`reti lookup`: which network serves a place, asked at the command line; one question, or a table of them."""

import argparse
import gc
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.cli import FAILED, OK
from bot.cli.lookup_batch import answer_all
from bot.cli.lookup_explain import explained
from bot.cli.lookup_reply import BadQuestionError, Question, Reply, ask, read_question
from bot.cli.tables import aligned
from bot.failures import StartError
from bot.settings import read_settings
from domain.city import CityPackError, load
from domain.lookup import Index, Status, build, explain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("text", nargs="*", help="an address, a place, a neighbourhood, as people write it")
    parser.add_argument("--lat", default="", help="latitude of a position, in degrees (WGS 84)")
    parser.add_argument("--lon", default="", help="longitude of a position")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--explain", action="store_true", help="show how a text was read, and every candidate")
    parser.add_argument("--batch", type=Path, metavar="IN.csv", help="ask every row: query,lat,lon")
    parser.add_argument("--out", type=Path, metavar="OUT.csv", help="where the answers of --batch go")


def main(options: argparse.Namespace) -> int:
    """Answer; the exit code is 1 when rows of a batch were no question."""
    if options.batch or options.out:
        others = (options.text, options.lat, options.lon, options.json, options.explain)
        if not (options.batch and options.out) or any(others):
            raise StartError("Write `reti lookup --batch IN.csv --out OUT.csv`, and nothing else.")
        return FAILED if answer_all(_index(), options.batch, options.out) else OK
    try:
        question = read_question(" ".join(options.text), options.lat, options.lon)
    except BadQuestionError as error:
        raise StartError(f"The question {error}") from None
    index = _index()
    reply = ask(index, question)
    if options.json:
        print(json.dumps(_record(index, question, reply, explaining=options.explain), ensure_ascii=False, indent=2))
    else:
        if options.explain and question.text:
            print(explained(index, question.text), end="\n\n")
        print(_shown(index, reply))
    return OK


def _index() -> Index:
    folder = read_settings().city
    try:
        index = build(load(folder))
    except CityPackError as error:
        raise StartError(f"The city pack in {folder} has problems: see `reti check`.") from error
    gc.freeze()  # the pack is never garbage: no answer waits for a look at it
    return index


def _shown(index: Index, reply: Reply) -> str:
    answer, city = reply.answer, index.city
    rows = [("answer", f"{answer.status} ({answer.why})" if answer.why else str(answer.status))]
    if reply.match:
        rows.append(("town" if answer.status is Status.OUTSIDE else "understood", reply.match))
    for area in answer.areas:
        network = city.network_of(area)
        serving = f"{network.name} ({network.id})" if network else "no network is known"
        rows.append(("area", f"{city.areas[area].name} ({area}): {serving}"))
    if answer.nearest:
        rows.append(("nearest served", ", ".join(answer.nearest)))
    if answer.border_metres is not None:
        rows.append(("nearest other area", f"{answer.border_metres:.0f} m"))
    rows.append(("score", f"{answer.score:.3f}, in {reply.ms:.2f} ms, from the city pack {city.version}"))
    return aligned(rows)


def _record(index: Index, question: Question, reply: Reply, *, explaining: bool) -> dict[str, Any]:
    """Write the columns of a batch under the same names, and what has no column there."""
    answer = reply.answer
    latitude, longitude = question.position or (None, None)
    record: dict[str, Any] = {
        "query": question.text,
        "lat": latitude,
        "lon": longitude,
        "status": answer.status,
        "networks": reply.networks,
        "areas": answer.areas,
        "match": reply.match or None,
        "score": answer.score,
        "ms": reply.ms,
        "why": answer.why,
        "town": answer.town,
        "nearest": answer.nearest,
        "border_metres": answer.border_metres,
        "city_version": index.city.version,
    }
    if explaining and question.text:
        explanation = explain(index, question.text)
        record["words"] = explanation.words
        record["candidates"] = [asdict(step) for step in explanation.candidates]
    return record
