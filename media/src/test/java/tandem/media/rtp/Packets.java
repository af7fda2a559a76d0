package tandem.media.rtp;

import java.nio.ByteBuffer;

/// Builds packets for tests.
public final class Packets {

    private Packets() {}

    public static RtpPacket audio(int sequence, int timestamp, byte[] payload) {
        return parse(rtp(0, false, sequence, timestamp, 1, payload));
    }

    public static RtpPacket event(
            boolean marker, int sequence, int timestamp, int code, boolean end, int duration) {
        byte[] payload = {
            (byte) code, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration
        };
        return parse(rtp(101, marker, sequence, timestamp, 1, payload));
    }

    public static byte[] rtp(
            int type, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0)));
        packet.putShort((short) sequence).putInt(timestamp).putInt(ssrc).put(payload);
        return packet.array();
    }

    private static RtpPacket parse(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        if (!packet.parse(bytes, bytes.length)) {
            throw new IllegalArgumentException("no packet");
        }
        return packet;
    }
}
