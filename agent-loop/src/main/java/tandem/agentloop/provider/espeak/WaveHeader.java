package tandem.agentloop.provider.espeak;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The head of a WAV stream, up to its first sample. Immutable. Lengths are not trusted: a program
/// that streams cannot know them.
record WaveHeader(int hertz) {

    private static final int RIFF = 0x52494646;
    private static final int WAVE = 0x57415645;
    private static final int FORMAT = 0x666d7420;
    private static final int DATA = 0x64617461;

    /// @throws EOFException when the stream ends before the first sample
    /// @throws IOException when this is no 16-bit mono PCM
    static WaveHeader read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readInt() != RIFF || skipAnd(data, 4).readInt() != WAVE) {
            throw new IOException("not a WAV stream");
        }
        int hertz = 0;
        while (true) {
            int chunk = data.readInt();
            int length = Integer.reverseBytes(data.readInt());
            if (chunk == DATA) {
                if (hertz == 0) {
                    throw new IOException("samples before their format");
                }
                return new WaveHeader(hertz);
            }
            if (length < 0 || length > 65_536) {
                throw new IOException("a chunk too long before the samples");
            }
            byte[] body = data.readNBytes(length + length % 2);
            if (body.length < length) {
                throw new EOFException();
            }
            if (chunk == FORMAT && length >= 16) {
                boolean pcm = body[0] == 1 && body[2] == 1 && body[14] == 16;
                hertz = (body[4] & 255) | (body[5] & 255) << 8 | (body[6] & 255) << 16;
                if (!pcm || hertz < 8_000 || hertz > 192_000) {
                    throw new IOException("not 16-bit mono PCM at 8 to 192 kHz");
                }
            }
        }
    }

    private static DataInputStream skipAnd(DataInputStream data, int bytes) throws IOException {
        data.skipNBytes(bytes);
        return data;
    }
}
