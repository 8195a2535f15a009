"""Quantities in SI base units, through pint with exact decimals."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint

# A conversion such as that of km/h has no finite decimal; it is rounded to so many digits.
_DIGITS = 28


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[Decimal]:
    import pint

    return pint.UnitRegistry(non_int_type=Decimal)


@lru_cache(maxsize=256)
def _factor(unit: str) -> tuple[Decimal, str] | None:
    """Give the factor to SI base units and their symbol; None for a scale with an offset."""
    registry = _registry()
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
    factor = _factor(unit)
    with localcontext(prec=_DIGITS):
        if factor is not None:
            return value * factor[0], factor[1]
        base = _registry().Quantity(value, unit).to_base_units()
        return Decimal(base.magnitude), f"{base.units:~P}"
