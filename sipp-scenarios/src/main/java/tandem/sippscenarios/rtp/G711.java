package tandem.sippscenarios.rtp;

/// ITU-T G.711, both laws, between one byte and a 16-bit sample. Immutable.
public enum G711 {
    PCMU(0, (byte) 0xFF) {
        @Override
        int expand(int code) {
            int inverted = ~code & 0xFF;
            int exponent = (inverted >> 4) & 7;
            int magnitude = ((((inverted & 0x0F) << 3) + 0x84) << exponent) - 0x84;
            return (inverted & 0x80) == 0 ? magnitude : -magnitude;
        }

        @Override
        int codeOf(int rank, boolean negative) {
            return ~(rank | (negative ? 0x80 : 0)) & 0xFF;
        }
    },
    PCMA(8, (byte) 0xD5) {
        @Override
        int expand(int code) {
            int plain = code ^ 0x55;
            int exponent = (plain >> 4) & 7;
            int mantissa = plain & 0x0F;
            int magnitude =
                    exponent == 0
                            ? (mantissa << 4) + 8
                            : ((mantissa << 4) + 0x108) << (exponent - 1);
            return (plain & 0x80) != 0 ? magnitude : -magnitude;
        }

        @Override
        int codeOf(int rank, boolean negative) {
            return (rank | (negative ? 0 : 0x80)) ^ 0x55;
        }
    };

    private final int payloadType;
    private final byte silence;
    private final short[] decoded = new short[256];
    private final byte[] encoded = new byte[65_536];

    G711(int payloadType, byte silence) {
        this.payloadType = payloadType;
        this.silence = silence;
        for (int code = 0; code < 256; code++) {
            decoded[code] = (short) expand(code);
        }
        for (int sample = -32_768; sample < 32_768; sample++) {
            encoded[sample & 0xFFFF] = (byte) nearest(sample);
        }
    }

    /// The law of a static payload type.
    ///
    /// @throws IllegalArgumentException for any other type
    public static G711 ofPayloadType(int payloadType) {
        for (G711 law : values()) {
            if (law.payloadType == payloadType) {
                return law;
            }
        }
        throw new IllegalArgumentException("no G.711 payload type: " + payloadType);
    }

    public int payloadType() {
        return payloadType;
    }

    public byte silence() {
        return silence;
    }

    public short decode(byte code) {
        return decoded[code & 0xFF];
    }

    public byte encode(short sample) {
        return encoded[sample & 0xFFFF];
    }

    abstract int expand(int code);

    /// The code of the `rank`-th magnitude (0 to 127), smallest first.
    abstract int codeOf(int rank, boolean negative);

    /// The code whose sample lies nearest; found by bisection over the 128 magnitudes of a sign.
    private int nearest(int sample) {
        int best = 0;
        int distance = Integer.MAX_VALUE;
        boolean negative = sample < 0;
        int low = 0;
        int high = 127;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int code = codeOf(middle, negative);
            int away = Math.abs(decoded[code] - sample);
            if (away < distance) {
                distance = away;
                best = code;
            }
            if (Math.abs(decoded[code]) < Math.abs(sample)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return best;
    }
}
