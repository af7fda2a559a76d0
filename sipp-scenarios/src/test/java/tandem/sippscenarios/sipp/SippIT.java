package tandem.sippscenarios.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SIP behaviour of the packaged server, seen by SIPp.
class SippIT {

    @TempDir static Path directory;

    private static ServerProcess server;
    private static Sipp sipp;

    @BeforeAll
    static void start() throws Exception {
        Audio.make(directory);
        server = ServerProcess.start(directory);
        sipp = new Sipp(directory, server.sipAddress());
    }

    @AfterAll
    static void stop() throws Exception {
        try (ServerProcess ending = server) {
            assertThat(ending.stop()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic/call-with-media.xml",
                "basic/bye-from-agent.xml",
                "hold/hold-and-resume.xml",
                "refusal/no-common-codec.xml",
                "refusal/no-audio.xml",
                "options/options.xml",
            })
    void the_scenario_passes_over_udp_and_leaves_nothing(String scenario) throws Exception {
        Sipp.Outcome outcome = sipp.call(scenario);
        assertThat(outcome.status()).as(outcome.log()).isZero();
        server.await("tandem_calls_active", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic/call-with-media.xml",
                "basic/bye-from-agent.xml",
                "hold/hold-and-resume.xml",
                "dtmf/by-info.xml",
                "refusal/no-common-codec.xml",
                "refusal/no-audio.xml",
                "options/options.xml",
            })
    void the_scenario_passes_over_tcp_and_leaves_nothing(String scenario) throws Exception {
        Sipp.Outcome outcome = sipp.call(scenario, "-t", "t1");
        assertThat(outcome.status()).as(outcome.log()).isZero();
        server.await("tandem_calls_active", 0);
    }

    @Test
    void an_invite_sent_again_is_the_same_call() throws Exception {
        double before = server.metric("tandem_calls_admitted_total");
        Sipp.Outcome outcome = sipp.call("retransmission/invite-repeated.xml", "-nr");
        assertThat(outcome.status()).as(outcome.log()).isZero();
        server.await("tandem_calls_active", 0);
        assertThat(server.metric("tandem_calls_admitted_total")).isEqualTo(before + 1);
    }

    @Test
    void an_answer_that_nobody_acknowledges_is_sent_again_until_somebody_does() throws Exception {
        Sipp.Outcome outcome = sipp.call("retransmission/ack-late.xml", "-nr");
        assertThat(outcome.status()).as(outcome.log()).isZero();
        server.await("tandem_calls_active", 0);
    }

    @Test
    void keys_in_telephone_events_are_heard_once_each() throws Exception {
        int before = keysInJournal();
        Sipp.Outcome outcome = sipp.call("dtmf/by-telephone-event.xml");
        assertThat(outcome.status()).as(outcome.log()).isZero();
        server.await("tandem_calls_active", 0);
        assertThat(keysInJournal() - before).isEqualTo(7);
    }

    @Test
    void keys_by_info_are_heard_once_each() throws Exception {
        int before = keysInJournal();
        Sipp.Outcome outcome = sipp.call("dtmf/by-info.xml");
        assertThat(outcome.status()).as(outcome.log()).isZero();
        server.await("tandem_calls_active", 0);
        assertThat(keysInJournal() - before).isEqualTo(3);
    }

    private static int keysInJournal() throws Exception {
        return (int) server.journal().lines().filter(line -> line.contains("\"keyed\"")).count();
    }
}
