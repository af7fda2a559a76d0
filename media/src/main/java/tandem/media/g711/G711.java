package tandem.media.g711;

/// Decodes and encodes the two laws of ITU-T G.711 by table. Immutable.
public enum G711 {
    MU_LAW,
    A_LAW;

    private static final int MU_BIAS = 33;
    private static final int MU_CLIP = 8_158;

    private final short[] decoded = new short[256];

    /// By the upper 14 bits of a 16-bit sample: all that either law looks at.
    private final byte[] encoded = new byte[1 << 14];

    private final byte silence;

    G711() {
        boolean mu = name().startsWith("MU");
        for (int code = 0; code < 256; code++) {
            decoded[code] = mu ? fromMuLaw(code) : fromALaw(code);
        }
        for (int index = 0; index < encoded.length; index++) {
            int sample = (short) (index << 2);
            encoded[index] = (byte) (mu ? toMuLaw(sample) : toALaw(sample));
        }
        silence = encoded[0];
    }

    /// The code of a zero sample.
    public byte silence() {
        return silence;
    }

    public void decode(byte[] codes, int codesOffset, int length, short[] into, int intoOffset) {
        for (int n = 0; n < length; n++) {
            into[intoOffset + n] = decoded[codes[codesOffset + n] & 0xFF];
        }
    }

    public void encode(short[] samples, int offset, int length, byte[] into, int intoOffset) {
        for (int n = 0; n < length; n++) {
            into[intoOffset + n] = encoded[(samples[offset + n] & 0xFFFF) >> 2];
        }
    }

    public short decode(byte code) {
        return decoded[code & 0xFF];
    }

    public byte encode(short sample) {
        return encoded[(sample & 0xFFFF) >> 2];
    }

    private static short fromMuLaw(int code) {
        int inverted = ~code & 0xFF;
        int exponent = (inverted >> 4) & 7;
        int magnitude = ((((inverted & 0xF) << 1) + MU_BIAS) << exponent) - MU_BIAS;
        return (short) ((inverted & 0x80) != 0 ? -(magnitude << 2) : magnitude << 2);
    }

    private static int toMuLaw(int sample) {
        int linear = sample >> 2;
        int sign = 0;
        if (linear < 0) {
            linear = -linear;
            sign = 0x80;
        }
        linear = Math.min(linear, MU_CLIP) + MU_BIAS;
        int exponent = 26 - Integer.numberOfLeadingZeros(linear);
        int mantissa = (linear >> (exponent + 1)) & 0xF;
        return ~(sign | (exponent << 4) | mantissa) & 0xFF;
    }

    private static short fromALaw(int code) {
        int toggled = code ^ 0x55;
        int exponent = (toggled >> 4) & 7;
        int magnitude = ((toggled & 0xF) << 4) + 8;
        if (exponent > 0) {
            magnitude = (magnitude + 0x100) << (exponent - 1);
        }
        return (short) ((toggled & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static int toALaw(int sample) {
        int linear = sample >> 3;
        int sign = 0x80;
        if (linear < 0) {
            linear = -linear - 1;
            sign = 0;
        }
        int code;
        if (linear < 32) {
            code = linear >> 1;
        } else {
            int exponent = Math.min(27 - Integer.numberOfLeadingZeros(linear), 7);
            code = (exponent << 4) | (Math.min(linear >> exponent, 31) & 0xF);
        }
        return (sign | code) ^ 0x55;
    }
}
