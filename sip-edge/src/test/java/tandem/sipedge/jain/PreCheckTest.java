package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreCheckTest {

    private static final String GOOD =
            "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n"
                    + "From: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n"
                    + "Content-Length: 4\r\n\r\nbody";

    private static String objection(String message) {
        return PreCheck.objection(message.getBytes(StandardCharsets.ISO_8859_1), true).orElse("");
    }

    @Test
    void what_is_right_passes_in_long_and_compact_form() {
        assertThat(objection(GOOD)).isEmpty();
        assertThat(objection("\r\n\r\n" + GOOD)).isEmpty();
        assertThat(
                        objection(
                                GOOD.replace("Via:", "v :")
                                        .replace("From:", "f:")
                                        .replace("To:", "T:")
                                        .replace("Call-ID:", "i:")
                                        .replace("Content-Length:", "l:")))
                .isEmpty();
        assertThat(objection(GOOD.replace("OPTIONS sip:a@b SIP/2.0", "SIP/2.0 200 OK"))).isEmpty();
        assertThat(objection(GOOD.replace("To: ", "To:\r\n   "))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Via, mandatory-header-missing",
        "From, mandatory-header-missing",
        "To, mandatory-header-missing",
        "Call-ID, mandatory-header-missing",
        "CSeq, mandatory-header-missing",
    })
    void a_header_that_must_be_there_is(String name, String objection) {
        assertThat(objection(GOOD.replace("\r\n" + name + ":", "\r\nX-" + name + ":")))
                .isEqualTo(objection);
    }

    @ParameterizedTest
    @CsvSource({"From: <sip:c@d>;tag=2", "f: <sip:c@d>", "CSeq: 2 OPTIONS", "Content-Length: 4"})
    void a_header_that_may_come_once_comes_once(String line) {
        assertThat(objection(GOOD.replace("\r\n\r\n", "\r\n" + line + "\r\n\r\n")))
                .isEqualTo("header-doubled");
    }

    @ParameterizedTest
    @CsvSource({"5", "2147483647", "99999999999999999999", "-1", "four", "'4, 4'", "''"})
    void a_length_that_does_not_fit_is_refused(String length) {
        assertThat(objection(GOOD.replace("Content-Length: 4", "Content-Length: " + length)))
                .isEqualTo("content-length");
    }

    @Test
    void what_is_no_sip_is_told_as_such() {
        assertThat(objection("hello")).isEqualTo("not-sip");
        assertThat(objection("\r\n\r\n")).isEqualTo("keep-alive");
        assertThat(objection(GOOD.replace("SIP/2.0\r\nVia", "SIP/2\r\nVia"))).isEqualTo("not-sip");
        assertThat(objection(GOOD.replace("x\r\n", "x\0\r\n"))).isEqualTo("not-sip");
        assertThat(objection(GOOD.replace("\r\n\r\n", "\r\nX: y".repeat(101) + "\r\n\r\n")))
                .isEqualTo("too-many-headers");
        assertThat(objection(GOOD.replace("x\r\n", "x".repeat(17_000) + "\r\n")))
                .isEqualTo("headers-too-long");
    }
}
