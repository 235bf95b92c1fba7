"""A report whose back end was silent is asked about again; one that was answered is not."""

from pathlib import Path

from graph.store import GraphStore
from ingest.backends.proposing import ProposingExtractor
from ingest.pipeline import Outcome
from tests.ingest.backends.proposed import event
from tests.ingest.backends.server import Reply, saying, serving
from tests.ingest.by_hand import ByHand, place
from tests.readings import ONE


def test_silence_is_said_and_made_good_later(tmp_path: Path, embedded_store: GraphStore) -> None:
    replies = [Reply(status=503), saying({"proposals": [event()]})]
    with place(tmp_path, embedded_store) as here, serving(lambda _: replies[len(model.asked) - 1]) as model:
        here.put("1.txt", ONE)
        (first,) = here.ingest(extractor=ProposingExtractor(ByHand(), model.backend()))
        assert (first.outcome, first.claims) == (Outcome.DONE, 5)
        assert first.reason == "backend:tiny/model-1 gave no answer: HTTP 503"
        assert here.outcomes(extractor=ByHand()) == {"1.txt": "unchanged"}, "it is the reader's own reading"
        (second,) = here.ingest(extractor=ProposingExtractor(ByHand(), model.backend()))
        assert (second.outcome, second.reason) == (Outcome.DONE, "")
        assert here.outcomes(extractor=ProposingExtractor(ByHand(), model.backend())) == {"1.txt": "unchanged"}
        assert len(model.asked) == 2
        assert here.violations() == []
