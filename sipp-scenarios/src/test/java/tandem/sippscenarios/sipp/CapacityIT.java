package tandem.sippscenarios.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged server does at its limits and when it is told to stop, seen by SIPp.
class CapacityIT {

    @TempDir Path directory;

    @Test
    void a_call_beyond_the_limit_is_told_to_come_later_and_the_first_lives() throws Exception {
        Audio.make(directory);
        try (ServerProcess server = ServerProcess.start(directory, "calls.max-concurrent=1")) {
            Sipp sipp = new Sipp(directory, server.sipAddress());
            Process first = sipp.background("basic/call-with-media.xml");
            server.await("tandem_calls_active", 1);
            Sipp.Outcome second = sipp.call("refusal/capacity-reached.xml");
            assertThat(second.status()).as(second.log()).isZero();
            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isZero();
        }
    }

    @Test
    void on_sigterm_new_calls_are_refused_the_live_one_finishes_and_the_exit_is_clean()
            throws Exception {
        Audio.make(directory);
        try (ServerProcess server = ServerProcess.start(directory)) {
            Sipp sipp = new Sipp(directory, server.sipAddress());
            Process live = sipp.background("basic/call-with-media.xml");
            server.await("tandem_calls_active", 1);
            server.terminate();
            server.await("tandem_draining", 1);
            Sipp.Outcome refused = sipp.call("refusal/capacity-reached.xml");
            assertThat(refused.status()).as(refused.log()).isZero();
            assertThat(live.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(live.exitValue()).isZero();
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void a_caller_who_hangs_up_while_it_rings_leaves_nothing() throws Exception {
        Audio.make(directory);
        try (ServerProcess server = ServerProcess.start(directory, "calls.ring-time=2s")) {
            Sipp sipp = new Sipp(directory, server.sipAddress());
            Sipp.Outcome outcome = sipp.call("basic/cancel-before-answer.xml");
            assertThat(outcome.status()).as(outcome.log()).isZero();
            server.await("tandem_calls_active", 0);
        }
    }

    @Test
    void a_call_that_is_never_acknowledged_is_given_up_with_bye() throws Exception {
        Audio.make(directory);
        try (ServerProcess server = ServerProcess.start(directory, "sip.t1=50ms")) {
            Sipp sipp = new Sipp(directory, server.sipAddress());
            Sipp.Outcome outcome = sipp.call("retransmission/ack-never.xml");
            assertThat(outcome.status()).as(outcome.log()).isZero();
            server.await("tandem_calls_active", 0);
            assertThat(server.metric("tandem_sip_answers_resent_total")).isPositive();
        }
    }

    @Test
    void two_hundred_calls_at_twenty_a_second_leave_nothing_behind() throws Exception {
        Audio.make(directory);
        try (ServerProcess server = ServerProcess.start(directory)) {
            Sipp sipp = new Sipp(directory, server.sipAddress());
            Sipp.Outcome warm = sipp.load("basic/short-call.xml", 20, 10);
            assertThat(warm.status()).as(warm.log()).isZero();
            server.awaitIdle();
            long sockets = server.sockets();
            long threads = server.threads();
            Sipp.Outcome outcome = sipp.load("basic/short-call.xml", 200, 20);
            assertThat(outcome.status()).as(outcome.log()).isZero();
            server.awaitIdle();
            assertThat(server.sockets()).isLessThanOrEqualTo(sockets + 1);
            assertThat(server.threads()).isLessThanOrEqualTo(threads + 8);
            assertThat(server.metric("tandem_turn_leaked")).isZero();
            assertThat(server.metric("tandem_calls_ended_total")).isEqualTo(220);
        }
    }
}
