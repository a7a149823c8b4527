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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** That the packages keep to {@link Imports}, and a few rules for all. */
class ArchitectureTest {

    private static final String BASE = "dev.segue";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @TestFactory
    Stream<DynamicTest> package_imports_onlyWhatTheTableAllows() {
        return packages().stream()
                .map(name -> DynamicTest.dynamicTest(name.isEmpty() ? "(base)" : name, () -> {
                    assertThat(Imports.ALLOWED)
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

    private static ArchRule allowedImports(String name) {
        DescribedPredicate<JavaClass> allowed = DescribedPredicate.describe(
                "outside Segue, in the package itself or in " + Imports.ALLOWED.get(name), type -> {
                    String packageName = type.getPackageName();
                    return !packageName.startsWith(BASE)
                            || shortName(packageName).equals(name)
                            || Imports.ALLOWED.get(name).contains(shortName(packageName));
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
