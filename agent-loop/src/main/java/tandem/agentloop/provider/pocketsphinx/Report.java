package tandem.agentloop.provider.pocketsphinx;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// What a worker answers.
///
/// On the wire: one byte for the kind, then the fields as `DataOutput` writes them.
sealed interface Report {

    /// The worker has loaded everything.
    record Ready() implements Report {}

    /// The order was carried out; `partial` is what the statistical search has found so far.
    record Heard(String partial) implements Report {}

    /// The utterance is over.
    record Done(Outcome outcome) implements Report {}

    /// @param grammar words of the grammar search, or empty
    /// @param statistical words of the trigram search, or empty
    /// @param grammarScore and `statisticalScore`: logarithms, base 1.0001
    /// @param posterior of the statistical words: logarithm, base 1.0001
    /// @param frames of 10 ms that were searched
    /// @param mean the cepstral mean after the utterance
    /// @param busyNanos wall time spent in the decoders
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outcome(
            String grammar,
            String statistical,
            int grammarScore,
            int statisticalScore,
            int posterior,
            int frames,
            float[] mean,
            long busyNanos) {}

    static void write(Report report, DataOutputStream out) throws IOException {
        switch (report) {
            case Ready _ -> out.writeByte(1);
            case Heard heard -> {
                out.writeByte(2);
                out.writeUTF(heard.partial());
            }
            case Done(Outcome outcome) -> {
                out.writeByte(3);
                out.writeUTF(outcome.grammar());
                out.writeUTF(outcome.statistical());
                out.writeInt(outcome.grammarScore());
                out.writeInt(outcome.statisticalScore());
                out.writeInt(outcome.posterior());
                out.writeInt(outcome.frames());
                out.writeByte(outcome.mean().length);
                for (float value : outcome.mean()) {
                    out.writeFloat(value);
                }
                out.writeLong(outcome.busyNanos());
            }
        }
        out.flush();
    }

    /// @throws java.io.EOFException when the worker is gone
    static Report read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> new Ready();
            case 2 -> new Heard(in.readUTF());
            case 3 -> {
                String grammar = in.readUTF();
                String statistical = in.readUTF();
                int grammarScore = in.readInt();
                int statisticalScore = in.readInt();
                int posterior = in.readInt();
                int frames = in.readInt();
                float[] mean = new float[in.readUnsignedByte()];
                for (int n = 0; n < mean.length; n++) {
                    mean[n] = in.readFloat();
                }
                yield new Done(
                        new Outcome(
                                grammar,
                                statistical,
                                grammarScore,
                                statisticalScore,
                                posterior,
                                frames,
                                mean,
                                in.readLong()));
            }
            default -> throw new IOException("a report of kind " + kind);
        };
    }
}
