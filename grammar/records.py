"""Records: dataclasses with slots that are never changed once they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass with slots, equal and hashed by its fields; the type checker takes it as frozen.

    Frozen by Python as well, each field would be set through `object.__setattr__`: a fact or a place of
    which a filing has thousands then takes three times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
