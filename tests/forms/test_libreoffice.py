"""A form that was filled in and saved by LibreOffice, as offices without Excel do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support import sound
from support.forms import FARM_RESULT, Office, find, lines_changed

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.needs("soffice")


def saved_by_libreoffice(desk: Office, tmp_path: Path) -> Office:
    """Each form opened, calculated and saved again."""
    place = tmp_path / "saved"
    subprocess.run(
        [
            SOFFICE or "",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(place),
            *map(str, desk.place.glob("*.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return Office(desk.root, place)


def test_libreoffice_keeps_a_form_a_form(desks: Office, tmp_path: Path) -> None:
    """Answers, a calculated number, drop-downs, protection and hidden marks all survive it; no answer is no change.

    One form is filled in; the other, which holds odd texts, is only saved.
    """
    desks.fill({("actuals/items", "G"): "=SUM(1,8)", ("actuals/sales", "H"): "確定"})
    desks.fill({("issues", "C"): "=1+1 は式ではない\n-3 度", ("contributions/0", "F"): "@課 と +3 度"})
    other = sound.RESULT.replace("全6回を開き、120人が参加した", "_x000D_ も =1+1 も文字")
    desks.write(other, "startup-support")
    assert desks.make("--overwrite", "--lead", "industry-promotion").code == 0
    book = desks.open()
    book["農産物のブランド化"]["B60"] = "課長メモ"
    book.save(desks.book())
    back = saved_by_libreoffice(desks, tmp_path)
    sheet = back.open()["農産物のブランド化"]
    assert sheet.protection.sheet and not find(sheet, "actuals/items", "G").protection.locked
    assert sheet.data_validations.dataValidation and sheet.column_dimensions["A"].hidden
    ran = back.collect()
    assert ran.code == 0, ran.err
    assert ran.err.count("VT717") == 1 and "'課長メモ'" in ran.err
    went, came = lines_changed(FARM_RESULT, back.result())
    assert "  items: 9" in came and "    state: final" in came and "  items: 3" in went
    assert "  =1+1 は式ではない" in came and "  -3 度" in came
    assert '    text: "@課 と +3 度"' in came
    assert back.result("startup-support") == other
