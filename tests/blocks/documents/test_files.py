"""Rows and blobs together: whose a file is, who can read it, and what becomes of what no row names."""

import io
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError
from PIL import Image

from motcua.blocks.documents import api
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.store import BlobStore, Owner
from motcua.kernel import communes, sealing, tenancy
from motcua.kernel.errors import NotFound
from motcua.kernel.identifiers import new_id
from tests.blocks.documents.samples import paper, picture

pytestmark = pytest.mark.django_db
XA, OTHER = 12, 13
HOUR = timedelta(hours=1)


@pytest.fixture
def lan() -> UUID:
    return new_id()


def now() -> datetime:
    return datetime.now(UTC)


def checked(data: bytes = b"%PDF-1.7 canary 001099000123", name: str = "canary.pdf") -> api.Inspected:
    return api.Inspected("application/pdf", 1, name, data)


def blobs(root: Path) -> list[Path]:
    return [p for kind in ("commune", "applicant") for p in (root / kind).rglob("*") if p.is_file()]


def row_of(info: api.FileInfo) -> StoredFile:
    owner: dict[str, Any] = (
        {"applicants": [info.applicant_id]} if info.applicant_id else {"communes": [info.commune_id]}
    )
    with tenancy.scope(**owner):
        return StoredFile.objects.get(id=info.id)


def blob_path(info: api.FileInfo, root: Path) -> Path:
    owner = Owner(commune_id=info.commune_id, applicant_id=info.applicant_id)
    return BlobStore(root).path(owner, row_of(info).blob)


def test_an_upload_is_checked_kept_and_read_back(lan: UUID) -> None:
    info = api.keep_upload(lan, "Giấy chứng sinh.pdf", io.BytesIO(paper()), now())
    assert (info.name, info.media_type, info.pages, info.applicant_id) == (
        "Giấy chứng sinh.pdf", "application/pdf", 2, lan,
    )  # fmt: skip
    with tenancy.scope(applicants=[lan]):
        assert api.open_file(info.id) == paper()
        assert api.list_files([info.id]) == {info.id: info}
        assert api.get_file(info.id) == info


def test_what_is_refused_leaves_no_trace(lan: UUID, files: Path) -> None:
    with pytest.raises(api.UploadRefused):
        api.keep_upload(lan, "a.pdf", b"MZ program", now())
    assert blobs(files) == []
    with tenancy.scope(applicants=[lan]):
        assert not StoredFile.objects.filter(applicant_id=lan).exists()


def test_the_same_bytes_again_are_the_same_file(lan: UUID, files: Path) -> None:
    first = api.keep_upload(lan, "a", checked(name="một.pdf"), now())
    again = api.keep_upload(lan, "a", checked(name="hai.pdf"), now() + HOUR)
    assert again == first
    assert len(blobs(files)) == 1
    other = api.keep_upload(new_id(), "a", checked(), now())
    assert other.id != first.id
    assert len(blobs(files)) == 2


def test_a_made_paper_again_is_the_same_file() -> None:
    first = api.keep_for_commune(XA, "Phiếu tiếp nhận.pdf", "application/pdf", b"%PDF made", now(), pages=1)
    assert api.keep_for_commune(XA, "Phiếu.pdf", "application/pdf", b"%PDF made", now()) == first
    assert api.keep_for_commune(OTHER, "Phiếu.pdf", "application/pdf", b"%PDF made", now()).id != first.id


def test_nobody_else_finds_a_file(lan: UUID) -> None:
    info = api.keep_upload(lan, "a", checked(), now())
    for scope in ({"applicants": [new_id()]}, {"communes": [XA]}):
        with tenancy.scope(**scope):  # type: ignore[arg-type]
            assert api.list_files([info.id]) == {}
            for read in (api.open_file, api.get_file, api.preview):
                with pytest.raises(NotFound):
                    read(info.id)  # type: ignore[operator]


def test_without_a_scope_the_database_raises(lan: UUID) -> None:
    info = api.keep_upload(lan, "a", checked(), now())
    with pytest.raises(ProgrammingError, match="outside a scope"):
        api.open_file(info.id)


def test_a_commune_takes_a_file_over_without_a_second_copy_on_the_disk(lan: UUID, files: Path) -> None:
    info = api.keep_upload(lan, "a", checked(), now())
    taken = api.adopt(lan, [info.id], XA, now())[info.id]
    assert (taken.commune_id, taken.applicant_id, taken.sha256) == (XA, None, info.sha256)
    assert api.adopt(lan, [info.id], XA, now() + HOUR)[info.id] == taken
    assert len({p.stat().st_ino for p in blobs(files)}) == 1
    assert len(blobs(files)) == 2
    api.delete_upload(lan, info.id)
    blob_path(taken, files).stat()
    with tenancy.scope(communes=[XA]):
        assert api.open_file(taken.id) == checked().data
    with tenancy.scope(communes=[OTHER]), pytest.raises(NotFound):
        api.open_file(taken.id)


def test_many_files_are_taken_over_with_two_statements(lan: UUID, django_assert_num_queries: Any) -> None:
    ids = [api.keep_upload(lan, "a", checked(b"%PDF-" + bytes([n])), now()).id for n in range(5)]
    with tenancy.scope(communes=[XA], applicants=[lan]), django_assert_num_queries(2):
        taken = api.adopt(lan, ids, XA, now())
    assert set(taken) == set(ids)
    ids.append(api.keep_upload(lan, "a", checked(b"%PDF-new"), now()).id)
    more = api.adopt(lan, ids, XA, now())
    assert {source: more[source] for source in taken} == taken
    assert set(more) == set(ids)


def test_only_ones_own_files_are_taken_over(lan: UUID) -> None:
    strangers = api.keep_upload(new_id(), "a", checked(), now())
    with pytest.raises(NotFound):
        api.adopt(lan, [strangers.id], XA, now())


def test_no_byte_and_no_name_of_a_file_lies_in_clear(
    lan: UUID, files: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "motcua")
    info = api.keep_upload(lan, "a", checked(), now())
    api.adopt(lan, [info.id], XA, now())
    blob_path(info, files).unlink()
    with tenancy.scope(applicants=[lan]), pytest.raises(api.FileDamaged):
        api.open_file(info.id)
    on_disk = b"".join(str(p).encode() + (p.read_bytes() if p.is_file() else b"") for p in files.rglob("*"))
    assert len(on_disk) > 100
    with tenancy.scope(applicants=[lan]):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT t::text FROM documents_storedfile t")
            dumped = cursor.fetchone()[0]
    assert info.sha256 in dumped
    for place in (on_disk, dumped.encode(), caplog.text.encode(), repr(info).encode()):
        assert b"canary" not in place
        assert b"canary".hex().encode() not in place
    assert str(info.id) in caplog.text


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def test_an_altered_or_missing_blob_is_told_apart_from_a_missing_file(lan: UUID, files: Path) -> None:
    flipped = api.keep_upload(lan, "a", checked(b"%PDF-1"), now())
    missing = api.keep_upload(lan, "a", checked(b"%PDF-2"), now())
    sound = api.keep_upload(lan, "a", checked(b"%PDF-3"), now())
    flip(blob_path(flipped, files))
    blob_path(missing, files).unlink()
    with tenancy.scope(applicants=[lan]):
        for broken in (flipped, missing):
            with pytest.raises(api.FileDamaged) as damaged:
                api.open_file(broken.id)
            assert damaged.value.status == 503
        assert api.open_file(sound.id) == b"%PDF-3"
        report = api.verify_store(using="default")
    assert (report.files, report.missing, report.altered) == (3, (missing.id,), (flipped.id,))
    assert not report.sound


def test_a_blob_swapped_for_another_whole_one_is_found(lan: UUID) -> None:
    one = api.keep_upload(lan, "a", checked(b"%PDF-1"), now())
    two = api.keep_upload(lan, "a", checked(b"%PDF-2"), now())
    with tenancy.scope(applicants=[lan]):
        StoredFile.objects.filter(id=one.id).update(blob=StoredFile.objects.get(id=two.id).blob)
        with pytest.raises(api.FileDamaged):
            api.open_file(one.id)


def test_a_sound_store_is_reported_sound(lan: UUID) -> None:
    api.keep_upload(lan, "a", checked(), now())
    with tenancy.scope(applicants=[lan]):
        report = api.verify_store(using="default")
    assert (report.files, report.sound, report.orphans) == (1, True, 0)


def break_the_transaction(lan: UUID) -> None:
    with pytest.raises(RuntimeError, match="the machine stops here"), tenancy.scope(applicants=[lan]):
        api.keep_upload(lan, "a", checked(), now())
        raise RuntimeError("the machine stops here")


def test_the_bytes_of_a_broken_transaction_go_after_a_day_of_grace(lan: UUID, files: Path) -> None:
    kept = api.keep_upload(lan, "a", checked(b"%PDF-kept"), now())
    break_the_transaction(lan)
    assert len(blobs(files)) == 2
    with tenancy.scope(applicants=[lan]):
        assert api.verify_store(using="default").orphans == 1
    assert api.sweep_orphans(now() + 23 * HOUR) == api.Swept()
    assert api.sweep_orphans(now() + 25 * HOUR) == api.Swept(quarantined=1)
    assert blobs(files) == [blob_path(kept, files)]
    assert api.sweep_orphans(now() + 26 * HOUR) == api.Swept()
    assert api.sweep_orphans(now() + 50 * HOUR) == api.Swept(deleted=1)
    assert not [p for p in (files / "quarantine").rglob("*") if p.is_file()]
    with tenancy.scope(applicants=[lan]):
        assert api.open_file(kept.id) == b"%PDF-kept"


def test_the_sweeper_never_deletes_what_a_row_names(lan: UUID, files: Path) -> None:
    info = api.keep_upload(lan, "a", checked(), now())
    adopted = api.adopt(lan, [info.id], XA, now())[info.id]
    for hours in (25, 50, 75, 100):
        assert api.sweep_orphans(now() + hours * HOUR) == api.Swept()
    # A row that came to name a blob while it lay in quarantine.
    store, owner, blob = BlobStore(files), Owner(applicant_id=lan), row_of(info).blob
    store.quarantine(owner, blob, unchanged_since=now() + HOUR, now=now())
    assert api.sweep_orphans(now() + 25 * HOUR) == api.Swept(restored=1)
    for scope, file in (({"applicants": [lan]}, info), ({"communes": [XA]}, adopted)):
        with tenancy.scope(**scope):  # type: ignore[arg-type]
            assert api.open_file(file.id) == checked().data


def test_a_row_that_appears_while_the_sweeper_moves_its_blob_gets_it_back(
    lan: UUID, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = api.keep_upload(lan, "a", checked(), now())
    row = row_of(info)
    api.delete_upload(lan, info.id)
    real = BlobStore.quarantine

    def overtaken(self: BlobStore, *args: Any, **options: Any) -> bool:
        with tenancy.scope(applicants=[lan]):
            StoredFile.objects.bulk_create([row])
        return real(self, *args, **options)

    monkeypatch.setattr(BlobStore, "quarantine", overtaken)
    assert api.sweep_orphans(now() + 25 * HOUR) == api.Swept(restored=1)
    with tenancy.scope(applicants=[lan]):
        assert api.open_file(info.id) == checked().data


def test_a_deleted_upload_is_gone_at_once_and_its_bytes_within_three_days(lan: UUID, files: Path) -> None:
    info = api.keep_upload(lan, "a", checked(), now())
    api.delete_upload(new_id(), info.id)
    with tenancy.scope(applicants=[lan]):
        api.get_file(info.id)
    api.delete_upload(lan, info.id)
    with tenancy.scope(applicants=[lan]), pytest.raises(NotFound):
        api.open_file(info.id)
    for hours in (25, 50):
        api.sweep_orphans(now() + hours * HOUR)
    assert not [p for p in files.rglob("*") if p.is_file()]


def test_files_are_sealed_anew_and_the_old_key_can_go(
    lan: UUID, keys: sealing.KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(communes, "_source", lambda: [XA])
    mine = [api.keep_upload(lan, "a", checked(b"%PDF-" + bytes([n])), now()) for n in range(3)]
    taken = api.adopt(lan, [mine[0].id], XA, now())[mine[0].id]
    assert api.reseal_files() == api.Resealed(done=0, left=0)
    keys.rotate()
    assert api.reseal_files(batch=3) == api.Resealed(done=3, left=1)
    assert api.reseal_files() == api.Resealed(done=1, left=0)
    for scope in ({"applicants": [lan]}, {"communes": [XA]}):
        with tenancy.scope(**scope):  # type: ignore[arg-type]
            # The names are rows like any other personal field; what counts here is the blobs.
            assert {row.key for row in StoredFile.objects.defer("name")} == {2}
            assert api.verify_store(using="default").altered == ()
    assert row_of(taken).blob != row_of(mine[0]).blob


def test_a_preview_shows_the_page(lan: UUID) -> None:
    pdf = api.keep_upload(lan, "a.pdf", paper(), now())
    photo = api.keep_upload(lan, "a.png", picture("PNG", (1500, 1000)), now())
    with tenancy.scope(applicants=[lan]):
        second = api.preview(pdf.id, page=2, width=400)
        small = api.preview(photo.id, width=300)
        with pytest.raises(NotFound):
            api.preview(pdf.id, page=3)
    sheet = Image.open(io.BytesIO(second.data))
    assert (second.media_type, sheet.format, sheet.size) == ("image/png", "PNG", (400, 200))
    assert len(sheet.convert("L").getcolors() or []) > 5, "there is writing on the page"
    view = Image.open(io.BytesIO(small.data))
    assert (small.media_type, view.format, view.size) == ("image/jpeg", "JPEG", (300, 200))


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_owner_of_the_tables_verifies_everybodys_files(lan: UUID, files: Path) -> None:
    mine = api.keep_upload(lan, "a", checked(), now())
    api.keep_for_commune(XA, "b", "application/pdf", b"%PDF made", now())
    assert api.verify_store().files == 2
    assert api.verify_store().sound
    blob_path(mine, files).unlink()
    assert api.verify_store().missing == (mine.id,)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_the_same_bytes_at_once_are_one_file(lan: UUID, files: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def upload(_: int) -> UUID:
        try:
            return api.keep_upload(lan, "a", checked(), now()).id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(upload, range(8)))) == 1
    with tenancy.scope(applicants=[lan]):
        assert StoredFile.objects.filter(applicant_id=lan).count() == 1
        assert api.verify_store(using="default").sound
