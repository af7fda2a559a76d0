package tandem.sippscenarios.sip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Answers what the far end asks within a call: BYE, re-INVITE, UPDATE, OPTIONS, INFO; the same
/// answer to the same request, and the 200 of a re-INVITE again until its ACK comes (RFC 3261
/// §13.3.1.4).
///
/// Confined to the user agent's thread.
final class FarEndRequests {

    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";

    private static final int REMEMBERED_ANSWERS = 16;

    /// What a request means to the call.
    sealed interface News {
        record Nothing() implements News {}

        record HungUp(String reason) implements News {}

        record Offered(AudioDescription media) implements News {}
    }

    private final Dialog dialog;
    private final LocalAudio audio;
    private final SipTimers timers;
    private final BiConsumer<SipResponse, SipRequest> answer;
    private final Map<String, SipResponse> answered = new LinkedHashMap<>();

    private @Nullable SipRequest pendingInvite;
    private long interval;
    private long resendAt;
    private long giveUpAt;
    private int sdpVersion = 1;

    FarEndRequests(
            Dialog dialog,
            LocalAudio audio,
            SipTimers timers,
            BiConsumer<SipResponse, SipRequest> answer) {
        this.dialog = dialog;
        this.audio = audio;
        this.timers = timers;
        this.answer = answer;
    }

    News on(SipRequest request, boolean talking, long now) {
        if (request.method().equals("ACK")) {
            return acknowledged(request);
        }
        SipResponse before = answered.get(key(request));
        if (before != null) {
            answer.accept(before, request);
            return new News.Nothing();
        }
        if (request.method().equals("CANCEL")) {
            // What could be cancelled was answered at once: too late, but well-formed.
            reply(request, SipResponse.to(request, 200, "OK", "t"));
            return new News.Nothing();
        }
        if (!dialog.accepts(request)) {
            reply(request, SipResponse.to(request, 500, "Request Out of Order", "t"));
            return new News.Nothing();
        }
        return fresh(request, talking, now);
    }

    OptionalLong nextAlarm() {
        return pendingInvite == null ? OptionalLong.empty() : OptionalLong.of(resendAt);
    }

    /// True when the ACK of a re-INVITE never came: the call is to be ended.
    boolean wake(long now) {
        SipRequest waiting = pendingInvite;
        if (waiting == null || now < resendAt) {
            return false;
        }
        if (now >= giveUpAt) {
            pendingInvite = null;
            return true;
        }
        SipResponse success = answered.get(key(waiting));
        if (success != null) {
            answer.accept(success, waiting);
        }
        interval = Math.min(interval * 2, timers.t2().toNanos());
        resendAt = now + interval;
        return false;
    }

    private News fresh(SipRequest request, boolean talking, long now) {
        switch (request.method()) {
            case "BYE" -> {
                reply(request, SipResponse.to(request, 200, "OK", "t"));
                return new News.HungUp(reason(request));
            }
            case "INVITE", "UPDATE" -> {
                return talking ? offered(request, now) : refuse(request, 491, "Request Pending");
            }
            case "OPTIONS" ->
                    reply(request, SipResponse.to(request, 200, "OK", "t").with("Allow", ALLOW));
            case "INFO" -> reply(request, SipResponse.to(request, 200, "OK", "t"));
            default ->
                    reply(
                            request,
                            SipResponse.to(request, 405, "Method Not Allowed", "t")
                                    .with("Allow", ALLOW));
        }
        return new News.Nothing();
    }

    private News offered(SipRequest request, long now) {
        dialog.retarget(request);
        AudioDescription offer = request.sdp().flatMap(AudioDescription::parse).orElse(null);
        SipResponse success =
                SipResponse.to(request, 200, "OK", "t").with("Contact", dialog.contact());
        byte[] sdp = new byte[0];
        if (offer != null) {
            byte[] answerSdp = audio.answer(offer, 1, sdpVersion + 1);
            if (answerSdp == null) {
                return refuse(request, 488, "Not Acceptable Here");
            }
            sdp = answerSdp;
        } else if (request.method().equals("INVITE")) {
            sdp = audio.offer(1, sdpVersion + 1);
        }
        sdpVersion++;
        reply(request, sdp.length == 0 ? success : success.withSdp(sdp));
        if (request.method().equals("INVITE")) {
            pendingInvite = request;
            interval = timers.t1().toNanos();
            resendAt = now + interval;
            giveUpAt = now + timers.giveUp().toNanos();
        }
        return offer == null ? new News.Nothing() : new News.Offered(offer);
    }

    private News acknowledged(SipRequest ack) {
        SipRequest waiting = pendingInvite;
        if (waiting == null || ack.sequence() != waiting.sequence()) {
            return new News.Nothing();
        }
        pendingInvite = null;
        // The answer to an offer of ours comes in the ACK.
        return waiting.sdp().isPresent()
                ? new News.Nothing()
                : ack.sdp()
                        .flatMap(AudioDescription::parse)
                        .<News>map(News.Offered::new)
                        .orElse(new News.Nothing());
    }

    /// What the far end says about its hanging up (RFC 3326), or that it did.
    private static String reason(SipRequest bye) {
        return bye.headers()
                .first("Reason")
                .flatMap(value -> NameAddress.parameter(value, "text"))
                .map(text -> text.replace("\"", ""))
                .orElse("the far end hung up");
    }

    private News refuse(SipRequest request, int status, String reason) {
        reply(request, SipResponse.to(request, status, reason, "t"));
        return new News.Nothing();
    }

    private void reply(SipRequest request, SipResponse response) {
        answered.put(key(request), response);
        if (answered.size() > REMEMBERED_ANSWERS) {
            answered.remove(answered.keySet().iterator().next());
        }
        answer.accept(response, request);
    }

    private static String key(SipRequest request) {
        return request.branch() + " " + request.method();
    }
}
