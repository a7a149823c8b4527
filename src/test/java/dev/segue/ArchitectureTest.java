package dev.segue;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom. The table is the whole truth: a package that is not in it may not exist. */
class ArchitectureTest {

    private static final String BASE = "dev.segue";

    /** Neither {@code api}, nor an adapter, nor another dialect. */
    private static final Set<String> DIALECT =
            Set.of("dialect", "access", "audio", "events", "intake", "job", "ledger", "rendering", "sse", "time");

    /** package → the packages of ours that it may import; sub-packages are entries of their own. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("", Set.of("database")),
            Map.entry("time", Set.of()),
            Map.entry("trace", Set.of()),
            Map.entry("signature", Set.of()),
            Map.entry("stranger", Set.of()),
            Map.entry("database", Set.of()),
            // All that "sandbox" may import is itself: an independent witness.
            Map.entry("sandbox", Set.of("sandbox.part", "sandbox.audio", "sandbox.fault")),
            Map.entry("sandbox.part", Set.of("sandbox.audio", "sandbox.fault", "sandbox.sound")),
            Map.entry("sandbox.audio", Set.of("sandbox.fault", "sandbox.sound")),
            Map.entry("sandbox.fault", Set.of()),
            Map.entry("sandbox.sound", Set.of()),
            Map.entry("job", Set.of()),
            Map.entry("budget", Set.of("job")),
            Map.entry("ledger", Set.of("job", "budget", "time")),
            Map.entry("replica", Set.of("time")),
            Map.entry("provider.route", Set.of("provider.settings")),
            Map.entry("provider.settings", Set.of()),
            Map.entry("provider", Set.of("provider.route", "provider.settings", "time")),
            Map.entry("provider.http", Set.of("provider", "provider.route", "provider.settings", "time")),
            Map.entry(
                    "provider.apidot",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry(
                    "provider.aimlapi",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry(
                    "provider.useapi",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry(
                    "provider.apiinone",
                    Set.of("provider", "provider.route", "provider.settings", "provider.http", "time")),
            Map.entry("forecast", Set.of("job", "ledger", "provider", "provider.route", "provider.settings", "time")),
            Map.entry("routing", Set.of("job", "provider", "provider.route", "provider.settings", "forecast")),
            Map.entry("audio", Set.of("audio.meter", "audio.probe", "stranger", "time")),
            Map.entry("audio.meter", Set.of("audio.probe")),
            Map.entry("audio.probe", Set.of()),
            Map.entry("audio.file", Set.of("audio")),
            Map.entry("audio.s3", Set.of("audio")),
            Map.entry("audio.location", Set.of("audio", "audio.file", "audio.s3", "time")),
            Map.entry("audio.cover", Set.of("audio", "stranger")),
            Map.entry("custody", Set.of("audio.cover")),
            Map.entry("access", Set.of("signature", "time")),
            Map.entry("access.key", Set.of("access", "ledger", "signature", "time")),
            Map.entry("access.rate", Set.of("access", "time")),
            Map.entry("access.guard", Set.of("access", "access.key", "access.rate", "time")),
            Map.entry(
                    "intake",
                    Set.of(
                            "access",
                            "budget",
                            "forecast",
                            "intake.request",
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "stranger",
                            "trace",
                            "time")),
            Map.entry("intake.request", Set.of("job", "provider", "provider.route", "provider.settings")),
            Map.entry(
                    "dispatch",
                    Set.of(
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "replica",
                            "tracking",
                            "trace",
                            "time")),
            Map.entry(
                    "tracking",
                    Set.of(
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "forecast",
                            "audio",
                            "audio.cover",
                            "audio.probe",
                            "custody",
                            "replica",
                            "trace",
                            "time")),
            Map.entry("watch", Set.of("job", "ledger", "provider", "provider.settings", "tracking", "replica")),
            Map.entry(
                    "callback",
                    Set.of("tracking", "dispatch", "ledger", "provider", "provider.route", "replica", "job")),
            Map.entry("events", Set.of("database", "job", "ledger", "time")),
            Map.entry("sse", Set.of("time")),
            Map.entry("edge", Set.of()),
            Map.entry("retention", Set.of("audio", "replica", "time")),
            Map.entry("rendering", Set.of("job", "ledger", "forecast", "access", "retention", "time")),
            Map.entry(
                    "webhook",
                    Set.of(
                            "webhook.pacing",
                            "job",
                            "ledger",
                            "access",
                            "rendering",
                            "signature",
                            "stranger",
                            "trace",
                            "time")),
            Map.entry("webhook.pacing", Set.of("time")),
            Map.entry(
                    "upkeep.moderation",
                    Set.of(
                            "job",
                            "ledger",
                            "audio",
                            "audio.cover",
                            "custody",
                            "provider",
                            "provider.route",
                            "retention",
                            "time")),
            Map.entry(
                    "upkeep",
                    Set.of(
                            "upkeep.moderation",
                            "job",
                            "ledger",
                            "tracking",
                            "audio",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "routing",
                            "dispatch",
                            "replica",
                            "retention",
                            "time")),
            Map.entry(
                    "dialect",
                    Set.of(
                            "access",
                            "intake",
                            "intake.request",
                            "job",
                            "ledger",
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "rendering",
                            "upkeep")),
            Map.entry("dialect.aimlapi", DIALECT),
            Map.entry("dialect.apiinone", DIALECT),
            Map.entry("dialect.apidot", and(DIALECT, "webhook")),
            Map.entry(
                    "dialect.useapi",
                    and(DIALECT, "intake.request", "provider", "provider.route", "provider.settings")),
            Map.entry(
                    "api.events",
                    Set.of("job", "ledger", "events", "access", "access.key", "forecast", "rendering", "sse")),
            Map.entry("api.webhook", Set.of("webhook", "access", "api.problem")),
            Map.entry("api.key", Set.of("access", "access.key", "api.problem", "intake.request")),
            Map.entry("api.document", Set.of()),
            Map.entry("api.problem", Set.of("api.document", "access", "intake.request")),
            Map.entry(
                    "api.audio",
                    Set.of(
                            "api",
                            "api.problem",
                            "access",
                            "audio",
                            "audio.cover",
                            "custody",
                            "job",
                            "ledger",
                            "retention")),
            Map.entry(
                    "api.catalogue",
                    Set.of(
                            "provider",
                            "provider.route",
                            "provider.settings",
                            "forecast",
                            "routing",
                            "access",
                            "api.problem")),
            Map.entry("api.usage", Set.of("budget", "job", "access", "api.problem")),
            Map.entry(
                    "api",
                    Set.of(
                            "api.problem",
                            "rendering",
                            "intake",
                            "intake.request",
                            "job",
                            "ledger",
                            "events",
                            "audio",
                            "webhook",
                            "upkeep",
                            "access",
                            "forecast",
                            "time")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @TestFactory
    Stream<DynamicTest> package_imports_onlyWhatTheTableAllows() {
        return packages().stream()
                .map(name -> DynamicTest.dynamicTest(name.isEmpty() ? "(base)" : name, () -> {
                    assertThat(MAY_IMPORT)
                            .as("the table has no row for package " + name)
                            .containsKey(name);
                    allowedImports(name).check(CLASSES);
                }));
    }

    @Test
    void packages_haveNoCycles() {
        slices().assignedFrom(new PackageSlices())
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackage_hasPackageInfo() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> bare = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(bare).isEmpty();
        }
    }

    @Test
    void nothing_blocksAnEventLoop() {
        noClasses()
                .should()
                .callMethodWhere(target("await", "io.smallrye.mutiny.Uni"))
                .check(CLASSES);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
        noClasses()
                .that(resideInAPackage(BASE + "..").and(DescribedPredicate.not(resideInAPackage(BASE + ".database"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .because("JDBC is for migrations and the start alone")
                .check(CLASSES);
    }

    @Test
    void wallClock_isReadThroughTheClockBeanOnly() {
        noClasses()
                .should()
                .callMethodWhere(clocklessNow())
                .because("time is handed in: dev.segue.time")
                .check(CLASSES);
    }

    private static Set<String> and(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toSet());
    }

    private static ArchRule allowedImports(String name) {
        DescribedPredicate<JavaClass> allowed = DescribedPredicate.describe(
                "outside Segue, in the package itself or in " + MAY_IMPORT.get(name), type -> {
                    String packageName = type.getPackageName();
                    return !packageName.startsWith(BASE)
                            || shortName(packageName).equals(name)
                            || MAY_IMPORT.get(name).contains(shortName(packageName));
                });
        return classes().that(inExactly(name)).should().onlyDependOnClassesThat(allowed);
    }

    private static Set<String> packages() {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(ArchitectureTest::shortName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shortName(String packageName) {
        return packageName.equals(BASE) ? "" : packageName.substring(BASE.length() + 1);
    }

    private static DescribedPredicate<JavaClass> inExactly(String name) {
        String full = name.isEmpty() ? BASE : BASE + "." + name;
        return DescribedPredicate.describe(
                "in " + full, type -> type.getPackageName().equals(full));
    }

    private static DescribedPredicate<JavaMethodCall> target(String method, String owner) {
        return DescribedPredicate.describe(
                owner + "." + method + "()",
                call -> call.getTarget().getName().equals(method)
                        && call.getTargetOwner().getName().equals(owner));
    }

    private static DescribedPredicate<JavaMethodCall> clocklessNow() {
        return DescribedPredicate.describe("java.time now() without a clock", call -> {
            MethodCallTarget target = call.getTarget();
            return target.getName().equals("now")
                            && target.getOwner().getPackageName().equals("java.time")
                            && target.getRawParameterTypes().isEmpty()
                    || target.getFullName().equals("java.lang.System.currentTimeMillis()");
        });
    }

    private static final class PackageSlices implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(BASE)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + BASE;
        }
    }
}
