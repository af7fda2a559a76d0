package tandem.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Holds the code to the architecture: who may know whom, where a library may be named, what is
/// never called.
class ArchitectureTest {

    private static final JavaClasses TANDEM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("tandem");

    private static final Pattern EMPTY_WORDS =
            Pattern.compile("(Manager|Helper|Utils?|Impl|Base|Data|Info)$");

    /// The modules each module may name, beside itself.
    private static final Map<String, Set<String>> MAY_KNOW =
            Map.ofEntries(
                    Map.entry("callmodel", Set.of()),
                    Map.entry("agentloop", Set.of("callmodel")),
                    Map.entry("callcontrol", Set.of("callmodel", "agentloop")),
                    Map.entry("sipedge", Set.of("callmodel", "callcontrol")),
                    Map.entry("media", Set.of("callmodel", "agentloop", "callcontrol")),
                    Map.entry("humanhandoff", Set.of("callmodel", "callcontrol")),
                    Map.entry("crmconnectors", Set.of("callmodel", "agentloop")),
                    Map.entry("translation", Set.of("callmodel", "agentloop", "callcontrol")),
                    Map.entry("recordings", Set.of("callmodel", "agentloop", "callcontrol")),
                    Map.entry("console", Set.of("callmodel", "callcontrol")),
                    Map.entry(
                            "app",
                            Set.of(
                                    "callmodel",
                                    "agentloop",
                                    "callcontrol",
                                    "sipedge",
                                    "media",
                                    "humanhandoff",
                                    "crmconnectors",
                                    "translation",
                                    "recordings",
                                    "console")));

    /// The only packages that may name a library.
    private static final Map<String, List<String>> AT_HOME =
            Map.of(
                    "javax.sip..", List.of("tandem.sipedge.jain.."),
                    "gov.nist..", List.of("tandem.sipedge.jain.."),
                    "com.fasterxml.jackson..", List.of("tandem..wire..", "tandem.app.settings.."),
                    "java.sql..", List.of("tandem.crmconnectors.."),
                    "org.h2..", List.of("tandem.crmconnectors.."),
                    "picocli..", List.of("tandem.app.."),
                    "ch.qos.logback..", List.of("tandem.app.."),
                    "com.sun.net.httpserver..", List.of("tandem.console.."),
                    "java.lang.foreign..",
                            List.of("tandem.media.linux..", "tandem.agentloop.provider.."));

    @Test
    void modules_know_only_whom_they_may() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : TANDEM) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(to -> to.getPackageName().startsWith("tandem."))
                    .filter(to -> !module(to).equals(module(from)))
                    .filter(to -> !MAY_KNOW.get(module(from)).contains(module(to)))
                    .forEach(to -> wrong.add(from.getName() + " -> " + to.getName()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("tandem.(*)..").should().beFreeOfCycles().check(TANDEM);
    }

    @Test
    void a_library_is_named_only_where_it_is_at_home() {
        AT_HOME.forEach((library, homes) ->
                noClasses()
                        .that()
                        .resideInAPackage("tandem..")
                        .and()
                        .resideOutsideOfPackages(homes.toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library)
                        .check(TANDEM));
    }

    @Test
    void nobody_asks_the_machine_for_the_time_or_sleeps() {
        ArchRule clocks =
                noClasses()
                        .that()
                        .resideOutsideOfPackage("tandem.callmodel.time..")
                        .should()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(Thread.class, "sleep", java.time.Duration.class);
        clocks.check(TANDEM);
    }

    @Test
    void nothing_mutable_is_static() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .areNotEnums()
                .should()
                .beFinal()
                .check(TANDEM);
    }

    @Test
    void names_say_what_a_thing_is() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : TANDEM) {
            String name = type.getSimpleName();
            boolean sipInfo = name.endsWith("ByInfo"); // the INFO method of RFC 6086
            if (!sipInfo && EMPTY_WORDS.matcher(name).find()) {
                wrong.add(type.getName());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_class_has_at_most_eight_mutable_fields() {
        Map<String, Long> wrong = new TreeMap<>();
        for (JavaClass type : TANDEM) {
            long mutable =
                    type.getFields().stream()
                            .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                            .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                            .count();
            if (mutable > 8) {
                wrong.put(type.getName(), mutable);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for_and_refuses_nulls() {
        Set<String> wrong = new TreeSet<>();
        TANDEM.stream()
                .map(JavaClass::getPackage)
                .filter(held -> held.getName().startsWith("tandem."))
                .filter(held -> !held.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .forEach(wrong::add);
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_source_file_is_longer_than_five_hundred_lines() throws IOException {
        Map<String, Long> wrong = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> path.toString().contains("src/"))
                            .toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    long count = lines.count();
                    if (count > 500) {
                        wrong.put(file.toString(), count);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String module(JavaClass type) {
        String rest = type.getPackageName().substring("tandem.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
