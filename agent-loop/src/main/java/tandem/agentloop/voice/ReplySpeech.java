package tandem.agentloop.voice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Consumer;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.Playout;
import tandem.agentloop.text.SentenceStream;
import tandem.agentloop.text.SpeechNormalizer;
import tandem.agentloop.text.SpokenText;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.Time;

/// The spoken side of one reply: its pieces in order, one in synthesis at a time, so that the next
/// is made while the former plays; the playout's back-pressure keeps it from running ahead.
///
/// Confined to the call's thread.
final class ReplySpeech {

    private final TurnId turn;
    private final Tools tools;
    private final Deque<SpokenText> waiting = new ArrayDeque<>();
    private final List<SentenceTrack> tracks = new ArrayList<>();
    private Optional<Playout.Writer> writer = Optional.empty();
    private Optional<Long> stallAt = Optional.empty();
    private boolean rendering;
    private boolean complete;
    private int failedVoices;

    /// What it speaks with.
    record Tools(
            TurnScope scope,
            Mouth mouth,
            Voices voices,
            SpeechNormalizer normalizer,
            String threadName,
            long stallNanos,
            Consumer<ConversationEvent> post,
            Time time) {}

    ReplySpeech(TurnId turn, Tools tools) {
        this.turn = turn;
        this.tools = tools;
    }

    void say(String piece) {
        SpokenText text = tools.normalizer().normalize(piece);
        if (!text.spoken().isBlank()) {
            waiting.add(text);
            next();
        }
    }

    /// A text of more than one sentence.
    void sayAll(String text) {
        SentenceStream pieces = new SentenceStream(tools.voices().language());
        pieces.accept(text).forEach(this::say);
        pieces.finish().forEach(this::say);
    }

    /// Nothing more will be said.
    void complete() {
        if (!complete) {
            complete = true;
            endWhenDone();
        }
    }

    /// True when it has a place in the playout.
    boolean isOpen() {
        return writer.isPresent();
    }

    /// True when nothing is being said or waits to be said.
    boolean isIdle() {
        return waiting.isEmpty()
                && !rendering
                && (tracks.isEmpty()
                        || tracks.getLast().endSample() <= tools.mouth().position(turn));
    }

    /// True when it is complete and nothing of it ever came to the playout.
    boolean isMute() {
        return complete
                && waiting.isEmpty()
                && !rendering
                && tracks.stream().noneMatch(SentenceTrack::hasAudio);
    }

    /// The first of its sentences has audio: `sentence` tells which.
    boolean isCurrent(int sentence) {
        return !tracks.isEmpty() && tracks.getLast().number() == sentence;
    }

    void began(int sentence) {
        if (isCurrent(sentence)) {
            stallAt = Optional.empty();
        }
    }

    void rendered(int sentence) {
        if (rendering && isCurrent(sentence)) {
            rendering = false;
            stallAt = Optional.empty();
            next();
            endWhenDone();
        }
    }

    /// The voice that spoke this sentence is not asked for the next one.
    void failed(int sentence) {
        if (isCurrent(sentence)) {
            failedVoices++;
        }
    }

    OptionalLong deadline() {
        return stallAt.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /// A sentence that brings no audio is given to the next voice, under a number of its own, so
    /// that whatever the first still delivers is stale.
    boolean stalled(long now) {
        if (stallAt.isEmpty() || stallAt.get() > now || !tracks.getLast().abandon()) {
            return false;
        }
        SpokenText text = tracks.getLast().text();
        boolean another = failedVoices + 1 < tools.voices().ordered().size();
        failedVoices++;
        rendering = false;
        stallAt = Optional.empty();
        if (another) {
            waiting.addFirst(text);
        }
        next();
        endWhenDone();
        return true;
    }

    /// The written text as far as it was heard when `sent` samples were.
    String heard(long sent) {
        StringJoiner text = new StringJoiner(" ");
        for (SentenceTrack track : tracks) {
            String part = track.heard(sent);
            if (!part.isEmpty()) {
                text.add(part);
            }
        }
        return text.toString();
    }

    /// The last word boundary at or before `sent`.
    long wordStart(long sent) {
        long boundary = 0;
        for (SentenceTrack track : tracks) {
            long start = track.wordStart(sent);
            if (start <= sent) {
                boundary = Math.max(boundary, start);
            }
        }
        return boundary;
    }

    private void next() {
        if (rendering || waiting.isEmpty() || tools.scope().isClosed()) {
            return;
        }
        SpokenText text = waiting.removeFirst();
        if (writer.isEmpty()) {
            writer = Optional.of(tools.mouth().open(turn));
        }
        int number = tracks.size();
        long start = tracks.isEmpty() ? 0 : tracks.getLast().endSample();
        SentenceTrack track =
                new SentenceTrack(
                        number,
                        text,
                        start,
                        tools.voices().rate(),
                        writer.get(),
                        () ->
                                tools.post()
                                        .accept(
                                                new ConversationEvent.SpeechBegan(
                                                        turn, number, tools.time().nanos())));
        tracks.add(track);
        rendering = true;
        stallAt = Optional.of(tools.time().nanos() + tools.stallNanos());
        tools.scope()
                .fork(
                        "tts-" + tools.threadName() + "." + number,
                        new SentenceJob(
                                turn,
                                track,
                                tools.voices().candidates(text.spoken(), failedVoices),
                                tools.post(),
                                tools.time()));
    }

    private void endWhenDone() {
        if (complete && waiting.isEmpty() && !rendering && !tools.scope().isClosed()) {
            writer.ifPresent(Playout.Writer::end);
        }
    }
}
