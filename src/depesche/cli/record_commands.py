"""`depesche record`: what the record knows, as tables in the terminal, CSV, JSON or SVG.

In: ids or names of states, organisations, persons, and a day. Out: pages of the record.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.errors import DepescheError

if TYPE_CHECKING:
    from rich.table import Table

    from depesche.model import Fact
    from depesche.record import Record

app = typer.Typer(
    help="Ask the reference record, check it, export it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Wanted = Annotated[str, typer.Argument(help="An id (UZB, CSTO, person:jake-sullivan) or a name.")]
Day = Annotated[str | None, typer.Option("--at", help="A day, as 2023-09-16; else the latest.")]
Own = Annotated[
    Path | None, typer.Option("--with", help="A record of your own; it goes before the built-in.")
]
Output = Annotated[Path | None, typer.Option("--output", help="Write to this file.")]


_NAMED = 3  # how many persons a hint names
_DISPUTED = "Disputed: what other sources say"
_TOLD_ABOVE = ("member_of", "imposed_sanctions_on", "voted", "holds_office")


class Format(StrEnum):
    """How facts are written."""

    csv = "csv"
    json = "json"


class View(StrEnum):
    """How facts are shown."""

    text = "text"
    json = "json"


@app.command()
def show(wanted: Wanted, at: Day = None, own: Own = None) -> None:
    """Show what the record knows of a state, an organisation or a person on a day."""
    record = _record(own)
    subject, day = find(record, wanted), _day(record, at)
    _print([f"{title(record, subject)} on {day}"], pages(record, subject, day))


@app.command()
def query(
    subject: Annotated[str | None, typer.Option(help="Whom it is told of: UZB.")] = None,
    relation: Annotated[str | None, typer.Option(help="member_of, holds_office ...")] = None,
    object_: Annotated[str | None, typer.Option("--object", help="CSTO, ES-11/1:yes ...")] = None,
    at: Day = None,
    own: Own = None,
    output_format: Annotated[
        View, typer.Option("--format", help="text or json lines.")
    ] = View.text,
) -> None:
    """List the facts that match all that is given; with --at only those that hold that day."""
    record = _record(own)
    _known_relation(record, relation)
    wanted = (
        subject and find(record, subject),
        relation,
        object_ and find_object(record, object_),
    )
    facts, against = record.facts(*wanted), record.disputes(*wanted)
    if at is not None:
        day = _day(record, at)
        facts = tuple(f for f in facts if record.holds_on(f, day) is not False)
        against = tuple(f for f in against if record.holds_on(f, day) is not False)
    if output_format is View.json:
        for fact in facts:
            typer.echo(fact.model_dump_json(exclude_none=True))
        return
    count = "1 fact" if len(facts) == 1 else f"{len(facts)} facts"
    _print(
        [count if facts else f"{count}; {_silence(record, *wanted)}"],
        [
            *([_facts_table("", facts)] if facts else []),
            *([_facts_table(_DISPUTED, against)] if against else []),
        ],
    )


@app.command()
def validate(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of tables; else the built-in.")
    ] = None,
) -> None:
    """Check every row of the record's tables; exit with status 2 where something is wrong."""
    from depesche.record import tables  # noqa: PLC0415
    from depesche.record.validate import problems  # noqa: PLC0415

    where = folder or tables.DATA
    if not where.is_dir():
        raise DepescheError(f"{where}: no such folder")
    if not any((where / f"{table}.csv").is_file() for table in tables.COLUMNS):
        raise DepescheError(f"{where}: holds no table of a record, such as memberships.csv")
    found = problems(where)
    for problem in found:
        typer.echo(str(problem), err=True)
    if found:
        raise DepescheError(f"{where}: {len(found)} problems")
    rows = sum(len(tables.read(table, where)) for table in tables.COLUMNS)
    typer.echo(f"{where}: {rows} rows, no problems")


@app.command()
def export(
    output_format: Annotated[Format, typer.Option("--format", help="csv or json.")] = Format.csv,
    output: Output = None,
) -> None:
    """Write all facts as one table (CSV) or as a list of objects (JSON)."""
    from depesche.cli.output import write  # noqa: PLC0415

    facts = _record().facts()
    if output_format is Format.json:
        rows = [fact.model_dump(exclude_none=True) for fact in facts]
        write(json.dumps(rows, ensure_ascii=False, indent=1), output)
        return
    page = io.StringIO()
    columns = list(type(facts[0]).model_fields)
    lines = csv.DictWriter(page, columns, lineterminator="\n")
    lines.writeheader()
    lines.writerows(fact.model_dump() for fact in facts)
    write(page.getvalue(), output)


@app.command()
def history(
    wanted: Wanted,
    svg: Annotated[Path | None, typer.Option("--svg", help="Draw the timeline here.")] = None,
    own: Own = None,
) -> None:
    """Print who belonged to an organisation and when, with a timeline."""
    from depesche.cli.output import write  # noqa: PLC0415
    from depesche.record import history as past  # noqa: PLC0415

    record = _record(own)
    organisation = find(record, wanted)
    lanes = past.lanes(record, organisation)
    until = _day(record, None)
    name = title(record, organisation)
    if svg is not None:
        write(past.svg(lanes, f"Members of {name}", until), svg)
    spells = [fact for lane in lanes for fact in lane.spells]
    table = _table(f"Members of {name}", "member", "as", "period", "note", "source")
    for f in spells:
        table.add_row(
            past.name_of(record, f.subject), f.qualifier, past.period(f), f.note, f.source
        )
    drawn = _table("", "", "")
    drawn.show_header = False
    for who, bar in past.text_timeline(lanes, until):
        drawn.add_row(who, bar)
    _print([], [table, drawn])


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A table of facts, or a data set that is known by its header.")
    ],
    into: Annotated[Path, typer.Option("--into", help="The folder of your own record.")],
    source: Annotated[str, typer.Option("--source", help="Title of the source, for its row.")],
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Only facts about this id; may be given again."),
    ] = None,
) -> None:
    """Add a table of facts or a public data set to a record of your own.

    A faulty file changes nothing.
    """
    from depesche.record.local import add  # noqa: PLC0415

    count = add(file, into, source, only or ())
    typer.echo(f"{into}: {count} fact{'' if count == 1 else 's'} added from {file}")


def find(record: Record, wanted: str) -> str:
    """Return the id that `wanted` means: an id in any case, or a name in any language.

    Raises `DepescheError` where the record knows nothing by that name.
    """
    known = {*record.subjects(), *record.objects("member_of")}
    for candidate in (wanted, wanted.upper()):
        if candidate in known or record.actor(candidate) is not None:
            return candidate
    folded = wanted.casefold()
    for person in record.persons():
        if folded in (name.casefold() for name in person.names):
            return person.id
    names = _names(record)
    if folded in names:
        return names[folded]
    raise DepescheError(
        f"{wanted}: neither an id nor a name in the record{_hint(record, folded, names)}"
    )


def _hint(record: Record, folded: str, names: dict[str, str]) -> str:
    """Return a question that names whom a misspelt name or a bare surname may mean."""
    bearers = [
        person.id
        for person in record.persons()
        if any(folded == name.casefold().rpartition(" ")[2] for name in person.names)
    ]
    if bearers:
        more = " ..." if len(bearers) > _NAMED else ""
        return f"; did you mean {', '.join(bearers[:_NAMED])}{more}?"
    near = get_close_matches(folded, names, n=1, cutoff=0.75)
    return f"; did you mean {names[near[0]]} ({near[0]})?" if near else ""


def find_object(record: Record, wanted: str) -> str:
    """Return the object that `wanted` means: as it stands, an office at a name, a place, a name.

    Raises `DepescheError` where the record tells nothing of or to anything by that name.
    """
    known = {o for relation in record.relations() for o in record.objects(relation)}
    for candidate in (wanted, wanted.upper(), f"place:{wanted}"):
        if candidate in known:
            return candidate
    office, at, holder = wanted.partition("@")
    if at:
        return f"{office.lower()}@{find(record, holder)}"
    if ":" in wanted and not wanted.startswith("person:"):
        raise DepescheError(f"{wanted}: the record tells nothing of it")
    return find(record, wanted)


def _silence(record: Record, subject: str | None, relation: str | None, object_: str | None) -> str:
    """Say what it means that nothing was found: that it is not so, or that it is not known."""
    if relation and object_:
        known = record.covers(relation, object_.partition(":")[0], subject)
        if known.complete:
            since = f" since {known.complete_from}" if known.complete_from else ""
            until = f" to {known.complete_to}" if known.complete_to else ""
            what = ", ".join(sorted(known.qualifiers))
            of = f" ({what})" if what else ""
            return f"the record holds all of {relation} {object_}{of}{since}{until}"
    return "the record does not promise to hold all of them"


def _names(record: Record) -> dict[str, str]:
    """Return the names of states and organisations in every language, in lower case -> id."""
    from pydantic import BaseModel  # noqa: PLC0415

    from depesche.languages import available, path, read_table  # noqa: PLC0415

    class Named(BaseModel):
        id: str
        names: str = ""

    found: dict[str, str] = {}
    for lang in available():
        for table in ("states", "organisations"):
            for row in read_table(path(lang, f"actors/{table}.csv"), Named):
                for name in row.names.split(";"):
                    found.setdefault(name.replace("~", "").strip().casefold(), row.id)
    return found | {actor.name.casefold(): actor.id for actor in record.actors()}


def _known_relation(record: Record, relation: str | None) -> None:
    if relation is not None and not record.objects(relation):
        raise DepescheError(
            f"{relation}: no such relation; there are {', '.join(record.relations())}"
        )


def title(record: Record, id: str) -> str:
    """Return `Uzbekistan (UZB)`."""
    actor = record.actor(id)
    return f"{actor.name} ({id})" if actor and actor.name != id else id


def pages(record: Record, subject: str, day: dt.date) -> list[Table]:
    """Return the tables that tell of a subject, empty ones left out."""
    own = record.facts(subject=subject)
    seats = [f for f in own if f.relation == "member_of"]
    now = [f for f in seats if record.holds_on(f, day) is not False]
    past = [
        f
        for f in seats
        if f.valid_to and record.holds_on(f, day) is False and f.valid_to < str(day)
    ]
    members = record.facts(relation="member_of", object=subject)
    found: list[Table | None] = [
        _seats("Memberships", now, lambda f: title(record, f.object)),
        _seats("Former memberships", past, lambda f: title(record, f.object)),
        _seats(
            "Members",
            [f for f in members if record.holds_on(f, day) is not False],
            lambda f: title(record, f.subject),
        ),
        _seats(
            "Former members",
            [f for f in members if f.valid_to and f.valid_to < str(day)],
            lambda f: title(record, f.subject),
        ),
        _seats(
            "Recognised by",
            [
                f
                for f in record.facts(relation="recognises", object=subject)
                if record.holds_on(f, day) is not False
            ],
            lambda f: title(record, f.subject),
        ),
        _offices(record, subject, day),
        _sanctions(record, subject, day),
    ]
    seated = {f.subject for f in members} | {subject}
    met = [f for f in record.facts(relation="has_met", object=subject) if f.subject not in seated]
    met = [f for f in met if (f.valid_from or "") <= str(day)]
    found.append(_facts_table("Meetings with others", met) if met else None)
    rest = [f for f in own if f.relation not in _TOLD_ABOVE and (f.valid_from or "") <= str(day)]
    votes = [f for f in own if f.relation == "voted" and (f.valid_from or "") <= str(day)]
    found.append(_facts_table("Further facts", rest) if rest else None)
    found.append(_seats("Votes", votes, lambda f: f.object.rpartition(":")[0]))
    against = [f for f in record.disputes(subject) if record.holds_on(f, day) is not False]
    found.append(_facts_table(_DISPUTED, against) if against else None)
    return [table for table in found if table is not None]


def _offices(record: Record, subject: str, day: dt.date) -> Table | None:
    held = list(record.facts(subject=subject, relation="holds_office"))
    suffix = f"@{subject}"
    for office in record.objects("holds_office"):
        if office.endswith(suffix):
            held += record.holders(office, day)
    if not held:
        return None
    from depesche.record.history import period  # noqa: PLC0415

    table = _table("Offices", "office", "person", "period", "", "source")
    for f in held:
        person = record.person(f.subject)
        table.add_row(
            f.object, person.name if person else f.subject, period(f), f.qualifier, f.source
        )
    return table


def _sanctions(record: Record, subject: str, day: dt.date) -> Table | None:
    facts = [
        *record.facts(subject=subject, relation="imposed_sanctions_on"),
        *record.facts(relation="imposed_sanctions_on", object=subject),
    ]
    begun = [f for f in facts if (f.valid_from or "") <= str(day)]
    if not begun:
        return None
    from depesche.record.history import period  # noqa: PLC0415

    table = _table("Sanctions", "by", "against", "period", "kinds", "act")
    for f in begun:
        table.add_row(
            f.subject, f.object, period(f), (f.qualifier or "").replace("|", ", "), f.note
        )
    return table


def _seats(name: str, facts: Sequence[Fact], other: Callable[[Fact], str]) -> Table | None:
    if not facts:
        return None
    from depesche.record.history import period  # noqa: PLC0415

    table = _table(name, "", "as", "period", "note", "source")
    for f in sorted(facts, key=lambda f: (f.qualifier != "full", other(f), f.valid_from or "")):
        table.add_row(other(f), f.qualifier, period(f), f.note, f.source)
    return table


def _facts_table(name: str, facts: Iterable[Fact]) -> Table:
    from depesche.record.history import period  # noqa: PLC0415

    table = _table(name, "subject", "relation", "object", "as", "period", "note", "source")
    for f in facts:
        table.add_row(f.subject, f.relation, f.object, f.qualifier, period(f), f.note, f.source)
    return table


def _table(name: str, *columns: str) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=name or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print(lines: Sequence[str], tables: Sequence[Table]) -> None:
    from rich.console import Console  # noqa: PLC0415

    console = Console(soft_wrap=False)
    if not console.is_terminal:
        console = Console(width=160)
    for line in lines:
        console.print(line, highlight=False, markup=False)
    for table in tables:
        console.print(table)


def _record(own: Path | None = None) -> Record:
    from depesche.record import Record, builtin, tables  # noqa: PLC0415

    if own is None:
        return builtin()
    if not own.is_dir():
        raise DepescheError(f"{own}: no such folder")
    return Record.load(tables.DATA, own)


def _day(record: Record, at: str | None) -> dt.date:
    from depesche.dates import day  # noqa: PLC0415

    return day(at) if at else dt.date.fromisoformat(record.as_of)
