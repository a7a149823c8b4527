package dev.segue.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what Kubernetes takes, agree with each other, and name what the program has. */
class ManifestsTest {

    private static final Deployment DEPLOYMENT = Manifests.read("base/deployment.yaml", Deployment.class, "segue");
    private static final Job JOB = Manifests.read("base/migration-job.yaml", Job.class, "segue-migrate");

    static List<Path> files() {
        return Manifests.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void manifest_readStrictly_hasNothingThatKubernetesDoesNotKnow(Path file) {
        assertThat(Manifests.read(file))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.getMetadata().getName()).isNotBlank());
    }

    @Test
    void kustomizations_nameEveryFileAndNoOther() {
        // Given
        Set<Path> named = new TreeSet<>();

        // When
        for (Path kustomization : Manifests.kustomizations()) {
            JsonNode content = Manifests.documents(kustomization).get(0);
            Stream.of("resources", "components")
                    .flatMap(list -> stream(content.path(list)))
                    .map(JsonNode::asText)
                    .forEach(name -> named.add(file(kustomization, name)));
            stream(content.path("patches"))
                    .filter(patch -> patch.has("path"))
                    .forEach(patch ->
                            named.add(file(kustomization, patch.path("path").asText())));
            stream(content.path("configMapGenerator"))
                    .flatMap(map -> stream(map.path("files")))
                    .forEach(name -> named.add(file(kustomization, name.asText())));
        }

        // Then
        assertThat(named).allSatisfy(name -> assertThat(name).exists());
        assertThat(named).containsAll(Manifests.files());
    }

    @Test
    void pods_runAsNobodyInParticularAndWriteOnlyWhereTheyMay() {
        for (PodSpec pod : List.of(pod(), migration())) {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getVolumeMounts())
                        .extracting(mount -> mount.getMountPath())
                        .contains("/tmp");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void image_hasTheUserAndThePortOfThePod(String kind) throws IOException {
        // Given
        List<String> lines = Files.readAllLines(Path.of("src/main/docker/Dockerfile." + kind));

        // Then
        String user = String.valueOf(pod().getSecurityContext().getRunAsUser());
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")).reduce((first, last) -> last))
                .hasValue("USER " + user);
        assertThat(lines).contains("EXPOSE " + port());
        assertThat(migration().getSecurityContext().getRunAsUser())
                .isEqualTo(pod().getSecurityContext().getRunAsUser());
    }

    @Test
    void port_isTheProgramsOwn() {
        assertThat(Settings.shipped()).doesNotContainKey("quarkus.http.port"); // else its default is not the default
        assertThat(port()).isEqualTo(8080);
        assertThat(names(List.of(segue()))).doesNotContain("QUARKUS_HTTP_PORT");
    }

    @Test
    void service_findsThePodsAndTheirPort() {
        // Given
        Service service = Manifests.read("base/service.yaml", Service.class, "segue");

        // Then
        assertThat(labels()).containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(
                        port.getTargetPort().getStrVal())
                .isEqualTo(segue().getPorts().get(0).getName()));
        ServiceMonitor monitor = Manifests.read("monitoring/servicemonitor.yaml", ServiceMonitor.class, "segue");
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> assertThat(
                        endpoint.getPort())
                .isEqualTo(service.getSpec().getPorts().get(0).getName()));
    }

    @Test
    void budgetAndAutoscaler_areThoseOfTheDeployment() {
        // Given
        PodDisruptionBudget budget = Manifests.read("base/pdb.yaml", PodDisruptionBudget.class, "segue");
        HorizontalPodAutoscaler scaler = Manifests.read("base/hpa.yaml", HorizontalPodAutoscaler.class, "segue");

        // Then
        assertThat(labels()).containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
        assertThat(DEPLOYMENT.getSpec().getSelector().getMatchLabels())
                .isEqualTo(budget.getSpec().getSelector().getMatchLabels());
        assertThat(scaler.getSpec().getScaleTargetRef().getKind()).isEqualTo(DEPLOYMENT.getKind());
        assertThat(scaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(DEPLOYMENT.getMetadata().getName());
        assertThat(DEPLOYMENT.getSpec().getReplicas())
                .as("the autoscaler's to say")
                .isNull();
    }

    /** Without the database none is ready, and each may hold answers to paid creates until it is back. */
    @Test
    void replicasThatAreNotReady_areNotAllTakenAwayAtOnce() {
        assertThat(Manifests.read("base/pdb.yaml", PodDisruptionBudget.class, "segue")
                        .getSpec()
                        .getUnhealthyPodEvictionPolicy())
                .isEqualTo("IfHealthyBudget");
    }

    @Test
    void migration_isNoReplica() {
        assertThat(JOB.getSpec().getTemplate().getMetadata().getLabels())
                .doesNotContainEntry("app.kubernetes.io/component", "gateway");
        assertThat(migration().getContainers().get(0).getImage()).isEqualTo(segue().getImage());
        assertThat(Manifests.settings("base")).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
    }

    /** A create under way is paid for: who stops a pod earlier makes it ambiguous. */
    @Test
    void graceOfAPod_coversThePauseAndTheLongestCreate() {
        // Given
        Duration pause = Duration.ofSeconds(
                segue().getLifecycle().getPreStop().getSleep().getSeconds());
        Duration shutdown = Duration.parse("PT" + Manifests.settings("base").get("QUARKUS_SHUTDOWN_TIMEOUT"));
        Duration create = Duration.parse(Settings.shipped().get("segue.providers.useapi.create-timeout"));

        // Then
        assertThat(pod().getTerminationGracePeriodSeconds()).isEqualTo(180);
        assertThat(shutdown).isGreaterThan(create);
        assertThat(pause.plus(shutdown)).isLessThan(Duration.ofSeconds(pod().getTerminationGracePeriodSeconds()));
    }

    @Test
    void variables_existInTheProgram() {
        // Given
        List<String> named = new ArrayList<>(names(List.of(segue())));
        named.addAll(names(migration().getContainers()));
        Stream.of("base", "overlays/dev", "overlays/prod")
                .forEach(folder -> named.addAll(Manifests.settings(folder).keySet()));

        // When
        Set<String> known = new TreeSet<>(Settings.variables());
        Settings.ours().keySet().forEach(property -> known.add(Settings.variable(property)));
        known.addAll(Settings.ofQuarkus().keySet());

        // Then
        assertThat(known).containsAll(named);
    }

    @Test
    void secrets_areNamedByTheOverlaysAndKeptInNone() throws IOException {
        // Given
        Set<String> wanted = Stream.of(segue(), migration().getContainers().get(0))
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValueFrom() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef())
                .map(reference -> reference.getName() + " " + reference.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
        String told = Files.readString(Manifests.ROOT.resolve("overlays/prod/kustomization.yaml"));

        // Then
        assertThat(wanted).isNotEmpty().allSatisfy(reference -> {
            String line = told.lines()
                    .filter(comment -> comment.startsWith("#   " + reference.split(" ")[0] + " "))
                    .findFirst()
                    .orElseThrow();
            assertThat(line).contains(reference.split(" ")[1]);
        });
        assertThat(Manifests.kustomization("overlays/prod").has("secretGenerator"))
                .isFalse();
        assertThat(StreamSupport.stream(
                                Manifests.kustomization("overlays/dev")
                                        .path("secretGenerator")
                                        .path(0)
                                        .path("literals")
                                        .spliterator(),
                                false)
                        .map(literal -> literal.asText().split("=")[0]))
                .containsExactlyInAnyOrder("url", "username", "password");
    }

    @Test
    void everythingElse_isShutOut() {
        // Given
        List<HasMetadata> policies = Manifests.read(Manifests.ROOT.resolve("base/networkpolicy.yaml"));

        // Then
        assertThat(policies)
                .extracting(policy -> policy.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "segue-nothing-else",
                        "segue-from-callers",
                        "segue-to-names",
                        "segue-to-the-internet",
                        "segue-to-database");
    }

    static List<String> probes() {
        return Stream.of(segue().getStartupProbe(), segue().getLivenessProbe(), segue().getReadinessProbe())
                .map(probe -> probe.getHttpGet())
                .map(HTTPGetAction::getPath)
                .toList();
    }

    private static Path file(Path kustomization, String name) {
        Path there = kustomization.resolveSibling(name).normalize();
        return Files.isDirectory(there) ? there.resolve("kustomization.yaml") : there;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<String> names(List<Container> containers) {
        return containers.stream()
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName)
                .toList();
    }

    private static PodSpec pod() {
        return DEPLOYMENT.getSpec().getTemplate().getSpec();
    }

    private static PodSpec migration() {
        return JOB.getSpec().getTemplate().getSpec();
    }

    private static Map<String, String> labels() {
        return DEPLOYMENT.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static Container segue() {
        return pod().getContainers().get(0);
    }

    private static int port() {
        return segue().getPorts().get(0).getContainerPort();
    }
}
