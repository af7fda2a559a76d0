package tandem.agentloop.text;

import java.util.List;

/// What is read aloud, and where each of its characters came from in the written text. Immutable.
///
/// A synthesiser tells which characters of `spoken` were heard; [#writtenUpTo] turns that into the
/// part of the written text that the caller may be taken to know.
public final class SpokenText {

    private final String written;
    private final String spoken;
    private final List<Span> spans;

    /// A stretch of the spoken text and the written one it stands for; end offsets are exclusive.
    ///
    /// @param literal true when both are the same characters
    record Span(
            int spokenStart, int spokenEnd, int writtenStart, int writtenEnd, boolean literal) {}

    /// @param spans in order, without overlap
    SpokenText(String written, String spoken, List<Span> spans) {
        this.written = written;
        this.spoken = spoken;
        this.spans = List.copyOf(spans);
    }

    /// Text that is spoken as it is written.
    public static SpokenText literal(String text) {
        return new SpokenText(
                text, text, List.of(new Span(0, text.length(), 0, text.length(), true)));
    }

    /// Empty when the text holds nothing that can be said, as with a lone emoji.
    public String spoken() {
        return spoken;
    }

    public String written() {
        return written;
    }

    /// Where the written text stands when everything before `spokenOffset` was heard. Inside
    /// something that is written shorter than it is said ("$45", read as "forty five dollars") that
    /// is its start: it counts once all of it was heard.
    public int writtenOffset(int spokenOffset) {
        if (spokenOffset >= spoken.length()) {
            return written.length();
        }
        int offset = 0;
        for (Span span : spans) {
            if (spokenOffset >= span.spokenEnd()) {
                offset = span.writtenEnd();
            } else if (spokenOffset > span.spokenStart()) {
                return span.literal()
                        ? span.writtenStart() + spokenOffset - span.spokenStart()
                        : span.writtenStart();
            } else {
                return offset;
            }
        }
        return offset;
    }

    /// The written text as far as it was heard, without trailing spaces.
    public String writtenUpTo(int spokenOffset) {
        return written.substring(0, writtenOffset(spokenOffset)).stripTrailing();
    }
}
