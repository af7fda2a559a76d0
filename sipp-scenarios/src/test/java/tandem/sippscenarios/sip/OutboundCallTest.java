package tandem.sippscenarios.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tandem.callmodel.time.ManualTime;

class OutboundCallTest {

    private static final String SDP =
            """
            v=0
            o=- 1 1 IN IP4 192.0.2.9
            s=-
            c=IN IP4 192.0.2.9
            t=0 0
            m=audio 40000 RTP/AVP 0 101
            a=rtpmap:101 telephone-event/8000
            """;

    private final ManualTime time = new ManualTime();
    private final List<SipRequest> sent = new ArrayList<>();
    private final List<Long> sentMillis = new ArrayList<>();
    private final List<SipResponse> answered = new ArrayList<>();
    private final List<CallEvent> events = new ArrayList<>();
    private final OutboundCall call = call(false, Duration.ofSeconds(60));

    @Test
    void an_unanswered_invite_goes_out_seven_times_and_fails_after_32_seconds() {
        call.start(time.nanos());

        runFor(Duration.ofSeconds(40));

        assertThat(sent).extracting(SipRequest::method).containsOnly("INVITE");
        assertThat(sentMillis).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L);
        assertThat(events).singleElement().isInstanceOf(CallEvent.Failed.class);
        assertThat(((CallEvent.Failed) events.getFirst()).failure())
                .isEqualTo(CallEvent.Failure.UNREACHABLE);
    }

    @Test
    void a_provisional_answer_ends_the_repetition() {
        call.start(time.nanos());
        call.on(response(last("INVITE"), 180, "Ringing"), time.nanos());

        runFor(Duration.ofSeconds(30));

        assertThat(sent).hasSize(1);
        assertThat(events).singleElement().isInstanceOf(CallEvent.Progressed.class);
    }

    @Test
    void over_tcp_nothing_is_repeated() {
        OutboundCall overTcp = call(true, Duration.ofSeconds(60));
        overTcp.start(time.nanos());

        runFor(overTcp, Duration.ofSeconds(40));

        assertThat(sent).hasSize(1);
        assertThat(events).singleElement().isInstanceOf(CallEvent.Failed.class);
    }

    @Test
    void a_200_is_acknowledged_as_often_as_it_comes() {
        answer();

        call.on(ok(last("INVITE"), "far"), time.nanos());
        call.on(ok(last("INVITE"), "far"), time.nanos());

        List<SipRequest> acks = all("ACK");
        assertThat(acks).hasSize(3);
        assertThat(acks).extracting(SipMessage::branch).containsOnly(acks.getFirst().branch());
        assertThat(acks.getFirst().branch()).isNotEqualTo(last("INVITE").branch());
        assertThat(acks.getFirst().sequence()).isEqualTo(last("INVITE").sequence());
        assertThat(acks.getFirst().uri()).isEqualTo("sip:agent@192.0.2.9:5062");
        assertThat(events).singleElement().isInstanceOf(CallEvent.Answered.class);
    }

    @Test
    void the_second_branch_of_a_fork_is_acknowledged_and_ended() {
        answer();

        call.on(ok(last("INVITE"), "other"), time.nanos());

        assertThat(last("BYE").toTag()).contains("other");
        assertThat(events).hasSize(1);
    }

    @Test
    void a_refusal_is_acknowledged_in_its_own_transaction_each_time_it_comes() {
        call.start(time.nanos());
        SipResponse busy = response(last("INVITE"), 486, "Busy Here");

        call.on(busy, time.nanos());
        call.on(busy, time.nanos());

        assertThat(all("ACK")).hasSize(2);
        assertThat(all("ACK").getFirst().branch()).isEqualTo(last("INVITE").branch());
        assertThat(events).hasSize(1);
        assertThat((CallEvent.Failed) events.getFirst())
                .returns(CallEvent.Failure.REFUSED, CallEvent.Failed::failure)
                .returns(486, CallEvent.Failed::status);
    }

    @Test
    void a_call_is_cancelled_only_once_the_far_end_has_shown_itself() {
        call.start(time.nanos());
        call.end(time.nanos());
        assertThat(all("CANCEL")).isEmpty();

        call.on(response(last("INVITE"), 100, "Trying"), time.nanos());
        SipRequest cancel = last("CANCEL");
        call.on(response(cancel, 200, "OK"), time.nanos());
        call.on(response(last("INVITE"), 487, "Request Terminated"), time.nanos());

        assertThat(cancel.branch()).isEqualTo(last("INVITE").branch());
        assertThat(cancel.headers().items("Via")).isEqualTo(last("INVITE").headers().items("Via"));
        assertThat(all("ACK")).hasSize(1);
        assertThat(((CallEvent.Failed) events.getFirst()).failure())
                .isEqualTo(CallEvent.Failure.CANCELLED);
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void a_200_that_crosses_the_cancel_is_acknowledged_and_ended() {
        call.start(time.nanos());
        call.on(response(last("INVITE"), 180, "Ringing"), time.nanos());
        call.end(time.nanos());

        call.on(ok(last("INVITE"), "far"), time.nanos());
        assertThat(sent)
                .extracting(SipRequest::method)
                .containsExactly("INVITE", "CANCEL", "ACK", "BYE");
        assertThat(call.isOver()).isFalse();
        call.on(response(last("BYE"), 200, "OK"), time.nanos());

        assertThat(call.isOver()).isTrue();
        assertThat(events).filteredOn(CallEvent.Failed.class::isInstance).hasSize(1);
    }

    @Test
    void a_bye_is_repeated_until_it_is_answered() {
        answer();
        sentMillis.clear();

        call.end(time.nanos());
        runFor(Duration.ofMillis(3_600));
        call.on(response(last("BYE"), 200, "OK"), time.nanos());
        runFor(Duration.ofSeconds(40));

        assertThat(all("BYE")).hasSize(4);
        assertThat(sentMillis).containsExactly(0L, 500L, 1_500L, 3_500L);
        assertThat((CallEvent.Ended) events.getLast())
                .returns(CallEvent.By.US, CallEvent.Ended::by);
    }

    @Test
    void a_bye_that_is_never_answered_ends_the_call_as_a_fault() {
        answer();

        call.end(time.nanos());
        runFor(Duration.ofSeconds(33));

        assertThat(all("BYE")).hasSize(11);
        assertThat((CallEvent.Ended) events.getLast())
                .returns(CallEvent.By.FAULT, CallEvent.Ended::by);
    }

    @Test
    void the_far_ends_bye_ends_the_call_once_and_is_answered_each_time() {
        answer();
        SipRequest bye = fromFarEnd("BYE", 7, "b1");

        call.on(bye, time.nanos());
        call.on(bye, time.nanos());

        assertThat(answered).extracting(SipResponse::status).containsExactly(200, 200);
        assertThat(events).filteredOn(CallEvent.Ended.class::isInstance).hasSize(1);
        assertThat(((CallEvent.Ended) events.getLast()).by()).isEqualTo(CallEvent.By.FAR_END);
    }

    @Test
    void byes_that_cross_are_both_answered_and_the_call_ends_once() {
        answer();
        call.end(time.nanos());

        call.on(fromFarEnd("BYE", 7, "b1"), time.nanos());
        call.on(response(last("BYE"), 481, "Gone"), time.nanos());

        assertThat(answered).extracting(SipResponse::status).containsExactly(200);
        assertThat(events).filteredOn(CallEvent.Ended.class::isInstance).hasSize(1);
    }

    @Test
    void hold_by_the_far_end_is_answered_and_its_200_repeated_until_the_ack() {
        answer();
        SipRequest hold = withSdp(fromFarEnd("INVITE", 8, "b2"), SDP + "a=sendonly\n");

        call.on(hold, time.nanos());
        runFor(Duration.ofMillis(1_600));
        call.on(fromFarEnd("ACK", 8, "b3"), time.nanos());
        runFor(Duration.ofSeconds(20));

        assertThat(answered).hasSize(3);
        assertThat(answered.getFirst().sdp().orElseThrow()).contains("a=recvonly");
        assertThat(events.getLast()).isInstanceOf(CallEvent.MediaChanged.class);
        assertThat(((CallEvent.MediaChanged) events.getLast()).media().direction())
                .isEqualTo("sendonly");
    }

    @Test
    void an_offer_without_a_common_codec_is_refused_and_the_call_goes_on() {
        answer();

        call.on(withSdp(fromFarEnd("INVITE", 8, "b2"), SDP.replace("RTP/AVP 0", "RTP/AVP 18")), 0);

        assertThat(answered).extracting(SipResponse::status).containsExactly(488);
        assertThat(call.isOver()).isFalse();
    }

    @Test
    void an_old_request_is_refused() {
        answer();
        call.on(fromFarEnd("OPTIONS", 8, "b1"), time.nanos());

        call.on(fromFarEnd("INFO", 7, "b2"), time.nanos());

        assertThat(answered).extracting(SipResponse::status).containsExactly(200, 500);
    }

    @Test
    void a_call_that_nobody_picks_up_is_cancelled() {
        OutboundCall impatient = call(false, Duration.ofSeconds(20));
        impatient.start(time.nanos());
        impatient.on(response(last("INVITE"), 180, "Ringing"), time.nanos());

        runFor(impatient, Duration.ofSeconds(21));
        impatient.on(response(last("INVITE"), 487, "Request Terminated"), time.nanos());

        assertThat(all("CANCEL")).isNotEmpty();
        assertThat(((CallEvent.Failed) events.getLast()).failure())
                .isEqualTo(CallEvent.Failure.NOBODY_ANSWERED);
    }

    @Test
    void an_answer_without_audio_is_acknowledged_and_ended() {
        call.start(time.nanos());
        SipResponse bare = response(last("INVITE"), 200, "OK");

        call.on(bare, time.nanos());
        call.on(response(last("BYE"), 200, "OK"), time.nanos());

        assertThat(all("ACK")).hasSize(1);
        assertThat(((CallEvent.Failed) events.getLast()).failure())
                .isEqualTo(CallEvent.Failure.NO_COMMON_MEDIA);
    }

    @Test
    void requests_of_the_dialog_follow_its_record_route_in_reverse() {
        call.start(time.nanos());
        SipResponse routed =
                ok(last("INVITE"), "far")
                        .with("Record-Route", "<sip:p2.example;lr>, <sip:p1.example;lr>");

        call.on(routed, time.nanos());

        assertThat(last("ACK").headers().items("Route"))
                .containsExactly("<sip:p1.example;lr>", "<sip:p2.example;lr>");
    }

    private void answer() {
        call.start(time.nanos());
        call.on(ok(last("INVITE"), "far"), time.nanos());
    }

    private OutboundCall call(boolean reliable, Duration patience) {
        Identity identity =
                new Identity(
                        SipUri.parse("sip:agent@192.0.2.9").orElseThrow(),
                        "sip:caller@192.0.2.1",
                        "192.0.2.1:5060",
                        reliable ? "TCP" : "UDP",
                        "id@192.0.2.1",
                        "mine");
        OutboundCall.Wire wire =
                new OutboundCall.Wire() {
                    @Override
                    public void send(SipRequest request, String nextHop) {
                        sent.add(request);
                        sentMillis.add(time.nanos() / 1_000_000);
                    }

                    @Override
                    public void answer(SipResponse response, SipRequest request) {
                        answered.add(response);
                    }

                    @Override
                    public boolean reliable() {
                        return reliable;
                    }
                };
        LocalAudio audio = new LocalAudio("192.0.2.1", 30_000, List.of(0, 8));
        return new OutboundCall(
                identity,
                audio,
                patience,
                SipTimers.STANDARD,
                new SplittableRandom(1),
                wire,
                events::add);
    }

    private void runFor(Duration length) {
        runFor(call, length);
    }

    /// Moves time on in steps of 10 ms and wakes the call when it asked for it.
    private void runFor(OutboundCall running, Duration length) {
        for (long i = 0; i < length.toMillis() / 10; i++) {
            time.advance(Duration.ofMillis(10));
            if (running.nextAlarm().orElse(Long.MAX_VALUE) <= time.nanos()) {
                running.wake(time.nanos());
            }
        }
    }

    private List<SipRequest> all(String method) {
        return sent.stream().filter(request -> request.method().equals(method)).toList();
    }

    private SipRequest last(String method) {
        return all(method).getLast();
    }

    private static SipResponse response(SipRequest request, int status, String reason) {
        return SipResponse.to(request, status, reason, "far");
    }

    private static SipResponse ok(SipRequest invite, String tag) {
        return SipResponse.to(invite, 200, "OK", tag)
                .with("Contact", "<sip:agent@192.0.2.9:5062>")
                .withSdp(SDP.getBytes(StandardCharsets.UTF_8));
    }

    private static SipRequest fromFarEnd(String method, int number, String branch) {
        SipHeaders headers =
                SipHeaders.NONE
                        .with("Via", "SIP/2.0/UDP 192.0.2.9:5062;branch=z9hG4bK" + branch)
                        .with("From", "<sip:agent@192.0.2.9>;tag=far")
                        .with("To", "<sip:caller@192.0.2.1>;tag=mine")
                        .with("Call-ID", "id@192.0.2.1")
                        .with("CSeq", number + " " + method);
        return new SipRequest(method, "sip:caller@192.0.2.1:5060", headers, new byte[0])
                .from(new InetSocketAddress("192.0.2.9", 5062));
    }

    private static SipRequest withSdp(SipRequest request, String sdp) {
        return new SipRequest(
                request.method(),
                request.uri(),
                request.headers().with("Content-Type", "application/sdp"),
                sdp.getBytes(StandardCharsets.UTF_8),
                request.source());
    }
}
