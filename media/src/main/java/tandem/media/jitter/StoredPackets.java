package tandem.media.jitter;

import java.util.Arrays;

/// Packets that wait for an earlier one, by extended sequence number, at most 16 in a row. Copies
/// into memory of its own. Confined to the loop.
final class StoredPackets {

    static final int CAPACITY = 16;

    /// 60 ms of G.711.
    static final int LONGEST_PAYLOAD = 480;

    private static final long EMPTY = -1;

    private final byte[] payloads = new byte[CAPACITY * LONGEST_PAYLOAD];
    private final long[] sequences = new long[CAPACITY];
    private final int[] timestamps = new int[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final long[] arrivals = new long[CAPACITY];
    private int size;

    StoredPackets() {
        Arrays.fill(sequences, EMPTY);
    }

    void put(long sequence, int timestamp, byte[] bytes, int offset, int length, long nanos) {
        int slot = slot(sequence);
        if (sequences[slot] == EMPTY) {
            size++;
        }
        sequences[slot] = sequence;
        timestamps[slot] = timestamp;
        lengths[slot] = length;
        arrivals[slot] = nanos;
        System.arraycopy(bytes, offset, payloads, offset(sequence), length);
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean holds(long sequence) {
        return sequences[slot(sequence)] == sequence;
    }

    void remove(long sequence) {
        sequences[slot(sequence)] = EMPTY;
        size--;
    }

    /// The first stored number from `sequence` on; only when not empty.
    long firstFrom(long sequence) {
        long candidate = sequence;
        while (!holds(candidate) && candidate < sequence + CAPACITY) {
            candidate++;
        }
        return candidate;
    }

    void clear() {
        Arrays.fill(sequences, EMPTY);
        size = 0;
    }

    int timestamp(long sequence) {
        return timestamps[slot(sequence)];
    }

    int length(long sequence) {
        return lengths[slot(sequence)];
    }

    long arrivalNanos(long sequence) {
        return arrivals[slot(sequence)];
    }

    byte[] bytes() {
        return payloads;
    }

    int offset(long sequence) {
        return slot(sequence) * LONGEST_PAYLOAD;
    }

    private static int slot(long sequence) {
        return (int) (sequence & (CAPACITY - 1));
    }
}
