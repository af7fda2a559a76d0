package tandem.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A WAV file as a player reads it: strictly by its chunks.
record WavBytes(int hertz, int channels, short[] left, short[] right, Map<String, String> notes) {

    static WavBytes read(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        if (!name(bytes).equals("RIFF")) {
            throw new IOException("no RIFF");
        }
        int riff = bytes.getInt();
        if (riff + 8 > bytes.limit() || !name(bytes).equals("WAVE")) {
            throw new IOException("RIFF length " + riff + " of " + bytes.limit());
        }
        int hertz = 0;
        int channels = 0;
        Map<String, String> notes = new TreeMap<>();
        while (bytes.hasRemaining()) {
            String chunk = name(bytes);
            int length = bytes.getInt();
            int end = bytes.position() + length;
            switch (chunk) {
                case "fmt " -> {
                    if (bytes.getShort() != 1) {
                        throw new IOException("not PCM");
                    }
                    channels = bytes.getShort();
                    hertz = bytes.getInt();
                    if (bytes.getInt() != hertz * 4 || bytes.getShort() != 4) {
                        throw new IOException("wrong byte rate");
                    }
                }
                case "LIST" -> {
                    name(bytes);
                    while (bytes.position() < end) {
                        String key = name(bytes);
                        byte[] text = new byte[bytes.getInt()];
                        bytes.get(text);
                        if (text.length % 2 == 1) {
                            bytes.get();
                        }
                        notes.put(key, new String(text, StandardCharsets.UTF_8).trim());
                    }
                }
                case "data" -> {
                    short[] left = new short[length / 4];
                    short[] right = new short[length / 4];
                    for (int i = 0; i < left.length; i++) {
                        left[i] = bytes.getShort();
                        right[i] = bytes.getShort();
                    }
                    return new WavBytes(hertz, channels, left, right, notes);
                }
                default -> throw new IOException("unknown chunk " + chunk);
            }
            bytes.position(end);
        }
        throw new IOException("no data");
    }

    private static String name(ByteBuffer bytes) {
        byte[] name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
