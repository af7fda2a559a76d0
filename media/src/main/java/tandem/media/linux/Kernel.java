package tandem.media.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The calls of the Linux kernel that a loop makes, as the C library exports them. Pointers on the
/// packet path are plain addresses of memory that lives as long as its poller. Immutable.
///
/// Calls that cannot wait are linked as critical: they cost no thread-state change. Calls that can
/// fail with a reason take a first argument that receives `errno`.
final class Kernel {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    static final int SOL_IP = 0;
    static final int IP_TOS = 1;
    static final int SOL_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_TCLASS = 67;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_TRUNC = 0x20;
    static final int EPOLL_CLOEXEC = 0x80000;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLLIN = 1;
    static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    static final int CLOCK_MONOTONIC = 1;
    static final int SCHED_FIFO = 1;
    static final int PR_SET_TIMERSLACK = 29;
    static final int EINTR = 4;
    static final int EADDRINUSE = 98;

    /// The number of `epoll_pwait2` on every architecture (Linux 5.11); C libraries before 2.35 do
    /// not export it.
    static final long SYS_EPOLL_PWAIT2 = 441;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CRITICAL = Linker.Option.critical(false);
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_FIELD =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    static final MethodHandle SOCKET =
            link("socket", of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
    static final MethodHandle BIND = link("bind", of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
    static final MethodHandle GETSOCKNAME =
            link("getsockname", of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    static final MethodHandle SETSOCKOPT =
            link("setsockopt", of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle CLOSE = link("close", of(JAVA_INT, JAVA_INT));
    static final MethodHandle EVENTFD = link("eventfd", of(JAVA_INT, JAVA_INT, JAVA_INT));
    static final MethodHandle WRITE =
            link("write", of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG), CRITICAL);
    static final MethodHandle READ =
            link("read", of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG), CRITICAL);

    /// socket, buffer, capacity, flags, source address, its length
    static final MethodHandle RECVFROM =
            link(
                    "recvfrom",
                    of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG),
                    CRITICAL);

    /// socket, buffer, length, flags, address, its length
    static final MethodHandle SENDTO =
            link(
                    "sendto",
                    of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT),
                    CRITICAL);

    static final MethodHandle EPOLL_CREATE1 = link("epoll_create1", of(JAVA_INT, JAVA_INT));
    static final MethodHandle EPOLL_CTL =
            link("epoll_ctl", of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG), CRITICAL);

    /// Without waiting: epoll, events, their number, 0.
    static final MethodHandle EPOLL_WAIT =
            link("epoll_wait", of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT), CRITICAL);

    /// number of the call, epoll, events, their number, timeout or 0, signal mask or 0, its size
    static final MethodHandle EPOLL_PWAIT2 =
            link(
                    "syscall",
                    of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG),
                    ERRNO,
                    Linker.Option.firstVariadicArg(1));

    static final MethodHandle CLOCK_NANOSLEEP =
            link("clock_nanosleep", of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    static final MethodHandle SCHED_SETSCHEDULER =
            link("sched_setscheduler", of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), ERRNO);
    static final MethodHandle PRCTL =
            link(
                    "prctl",
                    of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));

    private Kernel() {}

    static int errno(MemorySegment state) {
        return (int) ERRNO_FIELD.get(state, 0L);
    }

    /// Method handles declare every throwable; these calls throw none.
    static IllegalStateException impossible(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a kernel call cannot throw", thrown);
    }

    private static FunctionDescriptor of(MemoryLayout result, MemoryLayout... arguments) {
        return FunctionDescriptor.of(result, arguments);
    }

    private static MethodHandle link(
            String name, FunctionDescriptor shape, Linker.Option... options) {
        MemorySegment symbol =
                LINKER.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsupportedOperationException("no " + name));
        return LINKER.downcallHandle(symbol, shape, options);
    }
}
