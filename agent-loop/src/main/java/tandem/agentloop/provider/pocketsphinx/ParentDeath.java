package tandem.agentloop.provider.pocketsphinx;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Has Linux kill this process when its parent dies, even while it is stopped or hangs in native
/// code. Elsewhere the end of standard input has to do.
final class ParentDeath {

    /// `PR_SET_PDEATHSIG` and `SIGKILL`, `prctl(2)`.
    private static final int SET_DEATH_SIGNAL = 1;

    private static final long KILL = 9;

    private ParentDeath() {}

    static void endsThisProcess() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> prctl = linker.defaultLookup().find("prctl");
        if (prctl.isEmpty()) {
            return;
        }
        try {
            int code =
                    (int)
                            linker.downcallHandle(
                                            prctl.get(),
                                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
                                            Linker.Option.firstVariadicArg(1))
                                    .invokeExact(SET_DEATH_SIGNAL, KILL);
            if (code != 0) {
                System.err.println("no death signal: " + code);
            }
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }
}
