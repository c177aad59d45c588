"""The collection: what the data as a whole are about, as ``datapackage.json`` states it.

Owns the two areas, the total product, the world, title and question. Knows no claim by name and
no other rule: who needs them takes the collection as an argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tradedata.data.claims import Area, Claim, Directory, Product
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.schema import SCHEMA_FILE
from tradedata.data.vocabulary import AREA_COLOURS, MARKET, NOT_ATTRIBUTED, SpeakerGroup


@dataclass(frozen=True, slots=True)
class Collection:
    """The trade between two areas: ``total`` is the product that stands for goods of every kind.

    ``world`` is the partner of totals with everybody, where areas.csv has one.
    """

    title: str
    question: str
    areas: tuple[Area, Area]
    total: Product
    world: Area | None

    def is_between(self, claim: Claim) -> bool:
        """Whether a claim is about trade between the two areas themselves."""
        return claim.areas == frozenset(self.areas)


def speaker_groups(package: Mapping[str, Any]) -> dict[str, SpeakerGroup]:
    """The sides that speak for one of the two areas, each with its group.

    A group's sign is the first letter of its label that no other group has.
    """
    groups: dict[str, SpeakerGroup] = {}
    taken = {MARKET.sign, NOT_ATTRIBUTED.sign}
    for stated, colour in zip(package["collection"]["speakers"], AREA_COLOURS, strict=True):
        letters = (letter for letter in stated["label"].upper() if letter.isalpha())
        sign = next((letter for letter in letters if letter not in taken), "")
        taken.add(sign)
        groups |= dict.fromkeys(stated["sides"], SpeakerGroup(stated["label"], colour, sign))
    return groups


def build_collection(package: Mapping[str, Any], directory: Directory) -> Collection:
    """Type the object ``collection`` of the package.

    Raises InvalidData naming every key that stands in no sound row of its table.
    """
    stated = package["collection"]
    faults = tuple(_unknown_keys(stated, directory))
    if faults:
        raise InvalidData(faults)
    first, second = (directory.areas[key] for key in stated["areas"])
    return Collection(
        title=package["title"],
        question=stated["question"],
        areas=(first, second),
        total=directory.products[stated["total"]],
        world=directory.areas.get(stated.get("world", "")),
    )


def _unknown_keys(stated: Mapping[str, Any], directory: Directory) -> Iterator[Issue]:
    keys: list[tuple[str, str, Mapping[str, object]]] = [
        *((f"areas[{place}]", key, directory.areas) for place, key in enumerate(stated["areas"])),
        ("total", stated["total"], directory.products),
    ]
    if "world" in stated:
        keys.append(("world", stated["world"], directory.areas))
    for place, key, known in keys:
        if key not in known:
            yield Issue(
                "unknown-key",
                SCHEMA_FILE,
                path=f"$.collection.{place}",
                value=key,
                allowed=", ".join(known),
            )
