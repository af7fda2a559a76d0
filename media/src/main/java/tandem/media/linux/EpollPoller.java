package tandem.media.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tandem.media.loop.Datagram;
import tandem.media.loop.DatagramPoller;
import tandem.media.loop.DatagramReader;
import tandem.media.loop.Endpoint;
import tandem.media.loop.UdpSocket;

/// Waits by `epoll` with nanosecond timeouts and moves datagrams through one off-heap slot each
/// way: no object and no copy beyond the 172 bytes of a packet.
///
/// Confined to its loop, but for [#bind] and [#wake], which touch nothing that changes.
public final class EpollPoller implements DatagramPoller {

    private static final int MAX_EVENTS = 256;
    private static final long WAKE_KEY = -1;
    private static final int FIFO_PRIORITY = 10;
    private static final int CLOSED = -1;

    /// `struct epoll_event` is packed on x86-64 and aligned elsewhere (Linux, eventpoll.h).
    private static final int EVENT_BYTES =
            System.getProperty("os.arch", "").equals("amd64") ? 12 : 16;

    private static final int EVENT_KEY = EVENT_BYTES - 8;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment events = arena.allocate((long) EVENT_BYTES * MAX_EVENTS, 8);
    private final MemorySegment timeout = arena.allocate(16, 8);
    private final MemorySegment state = arena.allocate(Kernel.STATE);
    private final MemorySegment incoming = arena.allocate(Datagram.CAPACITY, 8);
    private final MemorySegment outgoing = arena.allocate(Datagram.CAPACITY, 8);
    private final MemorySegment one = arena.allocate(8, 8);
    private final MemorySegment drained = arena.allocate(8, 8);
    private final SocketAddressSlot source = new SocketAddressSlot(arena);
    private final SocketAddressSlot target = new SocketAddressSlot(arena);
    private final int epoll;
    private final int wakeUp;
    private final AtomicInteger wakers = new AtomicInteger();
    private @Nullable KernelSocket[] watched = new KernelSocket[64];
    private int freeKeyHint;

    /// @throws IOException when this system lacks what is needed
    public EpollPoller() throws IOException {
        try {
            epoll = (int) Kernel.EPOLL_CREATE1.invokeExact(Kernel.EPOLL_CLOEXEC);
            wakeUp = (int) Kernel.EVENTFD.invokeExact(0, Kernel.EFD_NONBLOCK_CLOEXEC);
            if (epoll < 0 || wakeUp < 0) {
                throw new IOException("no epoll or eventfd");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
        one.set(JAVA_LONG, 0, 1);
        control(wakeUp, WAKE_KEY);
        if (await(0) < 0) {
            close();
            throw new IOException("no epoll_pwait2 (Linux 5.11)");
        }
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public UdpSocket bind(InetAddress local, int port, int trafficClass) throws IOException {
        return KernelSocket.bind(this, local, port, trafficClass);
    }

    @Override
    public void watch(UdpSocket socket, DatagramReader reader) {
        KernelSocket kernelSocket = (KernelSocket) socket;
        kernelSocket.reader = reader;
        kernelSocket.key = freeKey();
        watched[kernelSocket.key] = kernelSocket;
        control(kernelSocket.descriptor(), kernelSocket.key);
    }

    @Override
    public void poll(long nanos) {
        int ready = nanos == 0 ? look() : await(nanos);
        if (ready < 0) {
            throw new IllegalStateException("epoll failed, error " + Kernel.errno(state));
        }
        while (ready > 0) {
            dispatch(ready);
            // More may be ready than fitted in one look.
            ready = ready == MAX_EVENTS ? look() : 0;
        }
    }

    @Override
    public void gather(long nanos) {
        if (nanos > 0) {
            timeout.set(JAVA_LONG, 0, nanos / 1_000_000_000L);
            timeout.set(JAVA_LONG, 8, nanos % 1_000_000_000L);
            try {
                int ignored =
                        (int)
                                Kernel.CLOCK_NANOSLEEP.invokeExact(
                                        Kernel.CLOCK_MONOTONIC, 0, timeout.address(), 0L);
            } catch (Throwable t) {
                throw Kernel.impossible(t);
            }
        }
        poll(0);
    }

    @Override
    public void wake() {
        int others;
        do {
            others = wakers.get();
            if (others < 0) {
                return;
            }
        } while (!wakers.compareAndSet(others, others + 1));
        try {
            long ignored = (long) Kernel.WRITE.invokeExact(wakeUp, one.address(), 8L);
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        } finally {
            wakers.decrementAndGet();
        }
    }

    @Override
    public String preferThisThread() {
        timeout.set(JAVA_INT, 0, FIFO_PRIORITY);
        try {
            // Wake at the deadline and not up to 50 µs after it.
            int ignored = (int) Kernel.PRCTL.invokeExact(Kernel.PR_SET_TIMERSLACK, 1L, 0L, 0L, 0L);
            int refused =
                    (int)
                            Kernel.SCHED_SETSCHEDULER.invokeExact(
                                    state, 0, Kernel.SCHED_FIFO, timeout);
            return refused == 0 ? "real-time" : "normal (real-time refused)";
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    @Override
    public void close() {
        if (!arena.scope().isAlive()) {
            return;
        }
        // The descriptor's number may soon be another file's: nobody may be about to write to it.
        while (!wakers.compareAndSet(0, CLOSED)) {
            Thread.onSpinWait();
        }
        try {
            int ignored = (int) Kernel.CLOSE.invokeExact(epoll);
            ignored = (int) Kernel.CLOSE.invokeExact(wakeUp);
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
        arena.close();
    }

    boolean receive(int descriptor, Datagram into) {
        source.expectAny();
        long length;
        try {
            length =
                    (long)
                            Kernel.RECVFROM.invokeExact(
                                    descriptor,
                                    incoming.address(),
                                    (long) Datagram.CAPACITY,
                                    Kernel.MSG_DONTWAIT | Kernel.MSG_TRUNC,
                                    source.address.address(),
                                    source.length.address());
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
        if (length < 0) {
            return false;
        }
        int copied = (int) Math.min(length, Datagram.CAPACITY);
        MemorySegment.copy(incoming, JAVA_BYTE, 0, into.bytes(), 0, copied);
        into.received((int) length);
        source.copyTo(into);
        return true;
    }

    boolean send(int descriptor, int family, byte[] bytes, int length, Endpoint to) {
        MemorySegment.copy(bytes, 0, outgoing, JAVA_BYTE, 0, length);
        int addressLength = target.set(family, to);
        try {
            long sent =
                    (long)
                            Kernel.SENDTO.invokeExact(
                                    descriptor,
                                    outgoing.address(),
                                    (long) length,
                                    Kernel.MSG_DONTWAIT,
                                    target.address.address(),
                                    addressLength);
            return sent == length;
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    void forget(KernelSocket socket) {
        if (socket.key >= 0) {
            watched[socket.key] = null;
            freeKeyHint = Math.min(freeKeyHint, socket.key);
        }
    }

    private void dispatch(int ready) {
        for (int n = 0; n < ready; n++) {
            long key = events.get(JAVA_LONG_UNALIGNED, (long) n * EVENT_BYTES + EVENT_KEY);
            if (key == WAKE_KEY) {
                drainWakeUps();
                continue;
            }
            KernelSocket socket = watched[(int) key];
            if (socket != null && socket.reader != null) {
                socket.reader.readable(socket);
            }
        }
    }

    private void drainWakeUps() {
        try {
            long ignored = (long) Kernel.READ.invokeExact(wakeUp, drained.address(), 8L);
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    private int look() {
        try {
            return (int) Kernel.EPOLL_WAIT.invokeExact(epoll, events.address(), MAX_EVENTS, 0);
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    /// The number of ready sockets; 0 when interrupted, -1 when the kernel knows no such call.
    private int await(long nanos) {
        long timeoutAddress = 0;
        if (nanos >= 0) {
            timeout.set(JAVA_LONG, 0, nanos / 1_000_000_000L);
            timeout.set(JAVA_LONG, 8, nanos % 1_000_000_000L);
            timeoutAddress = timeout.address();
        }
        try {
            long ready =
                    (long)
                            Kernel.EPOLL_PWAIT2.invokeExact(
                                    state,
                                    Kernel.SYS_EPOLL_PWAIT2,
                                    (long) epoll,
                                    events.address(),
                                    (long) MAX_EVENTS,
                                    timeoutAddress,
                                    0L,
                                    8L);
            if (ready < 0 && Kernel.errno(state) == Kernel.EINTR) {
                return 0;
            }
            return (int) ready;
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    private void control(int descriptor, long key) {
        events.set(JAVA_INT, 0, Kernel.EPOLLIN);
        events.set(JAVA_LONG_UNALIGNED, EVENT_KEY, key);
        try {
            int ignored =
                    (int)
                            Kernel.EPOLL_CTL.invokeExact(
                                    epoll, Kernel.EPOLL_CTL_ADD, descriptor, events.address());
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    private int freeKey() {
        int key = freeKeyHint;
        while (key < watched.length && watched[key] != null) {
            key++;
        }
        if (key == watched.length) {
            watched = Arrays.copyOf(watched, key * 2);
        }
        freeKeyHint = key + 1;
        return key;
    }
}
