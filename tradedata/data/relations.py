"""Relations: a number as arithmetic makes it of others, in a small form: 'x * 11/8', 'x + y'.

Owns the form, its reading, and whether a printed number fits. In it x, y and z are the numbers of
the claims that another is based on, in their order. Finds no relation and knows no claim.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from tradedata.data.numerals.digits import last_place

NAMES = "xyz"
_OPERATIONS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def related(relation: str, bases: Sequence[Decimal]) -> Fraction:
    """What the relation makes of the numbers, unrounded.

    Raises ValueError where it has another form, divides by nothing or does not name each of them.
    """
    known = dict(zip(NAMES, map(Fraction, bases), strict=False))
    try:
        tree = ast.parse(relation.strip(), mode="eval")
        if {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} == known.keys():
            return _result(tree.body, known)
    except (SyntaxError, ZeroDivisionError) as error:
        raise ValueError(f"{relation!r} is no relation") from error
    raise ValueError(f"{relation!r} is no relation of {', '.join(known)}")


def is_printed_as(result: Fraction, printed: Decimal) -> bool:
    """Whether a result is the printed number to the last digit that it carries."""
    return 2 * abs(result - Fraction(printed)) <= Fraction(10) ** last_place(printed)


def _result(node: ast.expr, known: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.Name(id=name):
            return known[name]
        case ast.Constant(value=number) if type(number) in (int, float):
            return Fraction(str(number))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
            return _OPERATIONS[type(sign)](_result(left, known), _result(right, known))
    raise ValueError(f"{ast.unparse(node)!r} has no place in a relation")
