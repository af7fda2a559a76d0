package tandem.sippscenarios.rtp;

import java.nio.ByteBuffer;
import tandem.callmodel.DtmfDigit;

/// One key as a telephone event (RFC 4733 §2.5.1): every packet has the timestamp of its start and
/// a growing duration; the end is sent three times. Confined to `rtp-pace`.
final class KeyEvent {

    private static final int VOLUME = 10;

    private final char symbol;
    private final long startTick;
    private final int frames;
    private final int ends;
    private int sent;

    KeyEvent(char symbol, long startTick, int frames, int ends) {
        this.symbol = symbol;
        this.startTick = startTick;
        this.frames = frames;
        this.ends = ends;
    }

    char symbol() {
        return symbol;
    }

    boolean isOver() {
        return sent >= frames - 1 + ends;
    }

    /// True when the packet that was just made was the first to tell the end: the far end has the
    /// whole key.
    boolean hasJustEnded() {
        return sent == frames;
    }

    Mouth.Content next(int payloadType, long tick) {
        sent++;
        boolean end = sent >= frames;
        long duration = end ? (long) frames * RtpEngine.FRAME : tick - startTick + RtpEngine.FRAME;
        int code = DtmfDigit.ofSymbol(symbol).orElseThrow().eventCode();
        byte[] payload =
                ByteBuffer.allocate(4)
                        .put((byte) code)
                        .put((byte) ((end ? 0x80 : 0) | VOLUME))
                        .putShort((short) Math.min(duration, 65_535))
                        .array();
        return new Mouth.Content(payloadType, sent == 1, startTick, payload);
    }
}
