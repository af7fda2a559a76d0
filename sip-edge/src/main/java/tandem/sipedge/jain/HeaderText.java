package tandem.sipedge.jain;

import java.util.Optional;

/// Text of ours that may go into a header: no control character of any kind, so that it can never
/// end its line and begin another. Everything that the edge writes and that did not come from the
/// message answered passes here.
///
/// @param text as it was given
record HeaderText(String text) {

    /// Longer texts are cut: a response should fit one datagram.
    static final int LONGEST = 200;

    HeaderText {
        if (!isClean(text)) {
            throw new IllegalArgumentException("a header's text holds no control characters");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a header's text has at most 200 characters");
        }
    }

    /// Empty when the text is refused.
    static Optional<HeaderText> of(String raw) {
        return isClean(raw) ? Optional.of(new HeaderText(cut(raw))) : Optional.empty();
    }

    /// A token (RFC 3261 §25.1); empty when it is none.
    static Optional<HeaderText> token(String raw) {
        return raw.matches("[A-Za-z0-9._~!%*+`'-]{1,200}")
                ? Optional.of(new HeaderText(raw))
                : Optional.empty();
    }

    /// As a `quoted-string` (RFC 3261 §25.1).
    String quoted() {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Controls of ASCII and Latin-1, line and paragraph separators, and halves of characters.
    private static boolean isClean(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        Character.isISOControl(point)
                                || point == 0x2028
                                || point == 0x2029
                                || (point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE));
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
