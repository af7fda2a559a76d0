package tandem.sipedge.sdp;

/// The character classes of RFC 8866 §9.
final class Grammar {

    private Grammar() {}

    /// `token`: visible ASCII but separators.
    static boolean isToken(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// `non-ws-string`: no blanks, no controls.
    static boolean isWord(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c <= ' ' || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// `byte-string`, or nothing: all but NUL, CR, LF.
    static boolean isText(String text) {
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c == 0 || c == '\r' || c == '\n') {
                return false;
            }
        }
        return true;
    }

    /// One to 32 digits.
    static boolean isDigits(String text) {
        if (text.isEmpty() || text.length() > 32) {
            return false;
        }
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }
}
