"""Quantities in SI base units, with the exact decimals of pint."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from skrot.toml import Table, load

if TYPE_CHECKING:
    import pint

# A conversion such as that of km/h has no finite decimal; it is rounded to so many digits.
_DIGITS = 28
# So many digits keep a factor exact enough for that.
_FACTOR_DIGITS = 100


class Factors(Table, frozen=True):
    """The contents of ``si.toml``: factor and symbol of each unit, and what is added after."""

    factor: dict[str, tuple[Decimal, str]]
    offset: dict[str, Decimal]


@lru_cache(maxsize=1)
def packaged() -> Factors:
    """Give what is known without loading pint."""
    return load("skrot.extract.numbers", "data/si.toml", Factors)


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[Decimal]:
    import pint

    with localcontext(prec=_FACTOR_DIGITS):  # an inch is made of what is divided here
        return pint.UnitRegistry(non_int_type=Decimal)


@lru_cache(maxsize=256)
def _factor(unit: str) -> tuple[Decimal, str] | None:
    """Ask pint for the factor to SI base units and their symbol; None for a scale with offset."""
    registry = _registry()
    with localcontext(prec=_FACTOR_DIGITS):
        if registry.Quantity(Decimal(0), unit).to_base_units().magnitude != 0:
            return None
        base = registry.Quantity(Decimal(1), unit).to_base_units()
        return Decimal(base.magnitude), f"{base.units:~P}"


def to_si(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Convert a value to SI base units.

    Parameters
    ----------
    value : Decimal
        The value in ``unit``.
    unit : str
        A unit as pint names it ("kilometer / hour").

    Returns
    -------
    tuple of (Decimal, str)
        The value and the symbol of the base unit ("m/s").

    Raises
    ------
    pint.UndefinedUnitError
        When pint does not know the unit.
    """
    known = packaged().factor.get(unit)
    if known is None:
        return to_si_by_pint(value, unit)
    with localcontext(prec=_DIGITS):
        return value * known[0] + packaged().offset.get(unit, 0), known[1]


def to_si_by_pint(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Convert a value as `to_si` does, whatever the unit is."""
    factor = _factor(unit)
    with localcontext(prec=_DIGITS):
        if factor is not None:
            return value * factor[0], factor[1]
        base = _registry().Quantity(value, unit).to_base_units()
        return Decimal(base.magnitude), f"{base.units:~P}"
