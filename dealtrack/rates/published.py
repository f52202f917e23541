"""The text of a published file, from its bytes: unpacked, if it is a zip file, and decoded."""

import io
import zipfile

from dealtrack.rates.recorded import NotImportable

MOST_BYTES = 64 * 1024 * 1024  # of a file, and of what is unpacked from it: ten times the longest history there is
_DATE_IN_GBK = "日期".encode("gb18030")  # as Excel saves the PBoC's file in China
_MOST_NAMES = 6


def text_of(data: bytes) -> str:
    """The text of a file of rates with these bytes. Raises NotImportable, in words that follow the file's name."""
    if len(data) > MOST_BYTES:
        raise NotImportable(f"is larger than {MOST_BYTES // 1024**2} MB: no file of rates is")
    if zipfile.is_zipfile(io.BytesIO(data)):
        data = _unpacked(data)
    try:
        return data.decode("gb18030" if data.startswith(_DATE_IN_GBK) else "utf-8-sig")
    except UnicodeDecodeError:
        what = "a damaged zip file" if data.startswith(b"PK") else "not a text in UTF-8"
        raise NotImportable(f"is {what}: fetch it again") from None


def _unpacked(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _member(archive)
            if member.flag_bits & 1:
                raise NotImportable("is an encrypted zip file: unpack it first")
            with archive.open(member) as file:  # what is said of its size may not be true
                unpacked = file.read(MOST_BYTES + 1)
    except NotImportable:
        raise
    except Exception as error:  # whatever the decompressor of the day raises
        raise NotImportable(f"is a damaged zip file: {error}") from None
    if len(unpacked) > MOST_BYTES:
        raise NotImportable(f"holds {member.filename}, which is larger than {MOST_BYTES // 1024**2} MB")
    return unpacked


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file of rates in a zip file: its only .csv, or its only file."""
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        held = f"a spreadsheet of {len(sheets)} sheet{'' if len(sheets) == 1 else 's'}" if sheets else "an Office file"
        raise NotImportable(f"is {held}: save the rates as CSV, and import that")
    files = [each for each in archive.infolist() if not each.is_dir() and not _is_beside(each.filename)]
    tables = [each for each in files if each.filename.lower().endswith(".csv")] or files
    if len(tables) != 1:
        raise NotImportable(
            f"holds {_told([each.filename for each in files])}: unpack it, and import one file at a time"
        )
    return tables[0]


def _is_beside(name: str) -> bool:
    """Whether a program that packs put it beside what was packed: ``__MACOSX/._a.csv``, ``.DS_Store``."""
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _told(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}" if names else "no file"
