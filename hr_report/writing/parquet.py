"""Reports as a Parquet file, for data teams: the columns of the CSV, numbers as numbers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_NUMBERS = ("percent_low", "percent_high", "allred", "h_score", "irs", "ratio", "copies", "page", "line")
_WHOLE = ("specimens", "pages", "criteria_met", "criteria_not_met", "criteria_unknown", "criteria_needs_discussion")
_ROWS_TOGETHER = 5_000


@contextmanager
def open_parquet(path: Path, columns: Sequence[str]) -> Iterator[Callable[[dict[str, str]], None]]:
    """Give a function that adds a row; rows are written in groups, so that memory stays constant.

    Needs PyArrow (extra "parquet").
    """
    import pyarrow as pa  # noqa: PLC0415  an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    numbers = {column for column in columns if _is_number(column)}
    schema = pa.schema([(column, pa.float64() if column in numbers else pa.string()) for column in columns])
    waiting: list[dict[str, Any]] = []
    with pq.ParquetWriter(path, schema) as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def add(row: dict[str, str]) -> None:
            waiting.append({c: float(cell) if cell and c in numbers else cell or None for c, cell in row.items()})
            if len(waiting) >= _ROWS_TOGETHER:
                flush()

        yield add
        flush()


def _is_number(column: str) -> bool:
    return column in _WHOLE or column.partition("_")[2] in _NUMBERS
