package dev.segue.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays as kustomize renders them: what is sent to a cluster. Needs {@code kubectl}. */
@Tag("kubectl")
class OverlaysTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"dev, segue-dev", "prod, segue"})
    void overlay_rendered_isOneNamespaceOfWhatKubernetesKnows(String overlay, String namespace) throws Exception {
        // When
        List<HasMetadata> rendered = render(overlay);

        // Then
        assertThat(all(rendered, Namespace.class))
                .singleElement()
                .satisfies(found -> assertThat(found.getMetadata().getName()).isEqualTo(namespace));
        assertThat(rendered).filteredOn(found -> !(found instanceof Namespace)).allSatisfy(found -> assertThat(
                        found.getMetadata().getNamespace())
                .as(found.getMetadata().getName())
                .isEqualTo(namespace));
        assertThat(rendered)
                .extracting(found -> found.getKind() + " " + found.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    /** A ConfigMap's and a Secret's names end in a hash of what is in them, which every reference must follow. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void references_rendered_areToWhatIsRenderedOrToSecretsThatAreKeptElsewhere(String overlay) throws Exception {
        // Given
        List<HasMetadata> rendered = render(overlay);
        Set<String> there = new TreeSet<>(Stream.of(ConfigMap.class, Secret.class, PersistentVolumeClaim.class)
                .flatMap(kind -> all(rendered, kind).stream())
                .map(found -> found.getMetadata().getName())
                .toList());
        Set<String> elsewhere = overlay.equals("prod")
                ? Set.of("segue", "segue-database", "segue-providers")
                : Set.of("segue", "segue-providers");

        // When
        List<String> named = Stream.of(Deployment.class, StatefulSet.class, Job.class)
                .flatMap(kind -> pods(rendered, kind))
                .flatMap(OverlaysTest::references)
                .toList();

        // Then
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(name)
                .satisfiesAnyOf(one -> assertThat(there).contains(one), one -> assertThat(elsewhere)
                        .contains(one)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void settings_rendered_areThoseOfTheBaseWithTheOverlaysOwn(String overlay) throws Exception {
        // Given
        List<HasMetadata> rendered = render(overlay);

        // When
        Map<String, String> settings = all(rendered, ConfigMap.class).stream()
                .filter(map -> !map.getMetadata().getName().equals("segue-dashboard"))
                .map(ConfigMap::getData)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(settings)
                .containsAllEntriesOf(Manifests.settings("overlays/" + overlay))
                .containsKeys(Manifests.settings("base").keySet().toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void image_rendered_isTheOverlaysAndOneForReplicasAndMigration(String overlay) throws Exception {
        // Given
        var wanted =
                Manifests.kustomization("overlays/" + overlay).path("images").path(0);

        // When
        List<HasMetadata> rendered = render(overlay);

        // Then
        assertThat(Stream.concat(pods(rendered, Deployment.class), pods(rendered, Job.class))
                        .flatMap(pod -> pod.getContainers().stream())
                        .map(Container::getImage))
                .hasSize(2)
                .containsOnly(wanted.path("newName").asText() + ":"
                        + wanted.path("newTag").asText());
    }

    @Test
    void trial_rendered_hasOneReplicaAndTheDatabaseThatItMayReach() throws Exception {
        // When
        List<HasMetadata> rendered = render("dev");

        // Then
        assertThat(all(rendered, HorizontalPodAutoscaler.class)).singleElement().satisfies(scaler -> assertThat(
                        scaler.getSpec().getMaxReplicas())
                .isOne());
        Map<String, String> labels = all(rendered, StatefulSet.class)
                .get(0)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        assertThat(all(rendered, NetworkPolicy.class))
                .filteredOn(policy -> policy.getMetadata().getName().equals("segue-to-database"))
                .singleElement()
                .satisfies(policy -> assertThat(labels)
                        .containsAllEntriesOf(policy.getSpec()
                                .getEgress()
                                .get(0)
                                .getTo()
                                .get(0)
                                .getPodSelector()
                                .getMatchLabels()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void podsOfAnOldAndANewVersion_whereTheyOverlap_canMountTheSameVolume(String overlay) throws Exception {
        // When
        List<HasMetadata> rendered = render(overlay);

        // Then
        String strategy =
                all(rendered, Deployment.class).get(0).getSpec().getStrategy().getType();
        assertThat(all(rendered, PersistentVolumeClaim.class)).singleElement().satisfies(claim -> assertThat(
                        claim.getSpec().getAccessModes())
                .containsExactly(strategy.equals("Recreate") ? "ReadWriteOnce" : "ReadWriteMany"));
    }

    private List<HasMetadata> render(String overlay) throws IOException, InterruptedException {
        Path file = folder.resolve(overlay + ".yaml");
        Process kubectl = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        Manifests.ROOT.resolve("overlays").resolve(overlay).toString())
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(kubectl.waitFor()).isZero();
        assertThat(Files.size(file)).isPositive();
        return Manifests.read(file);
    }

    private static <T extends HasMetadata> List<T> all(List<HasMetadata> rendered, Class<T> kind) {
        return rendered.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Stream<PodSpec> pods(List<HasMetadata> rendered, Class<? extends HasMetadata> kind) {
        return all(rendered, kind).stream().map(OverlaysTest::pod);
    }

    private static PodSpec pod(HasMetadata owner) {
        if (owner instanceof Deployment deployment) {
            return deployment.getSpec().getTemplate().getSpec();
        }
        return owner instanceof Job job
                ? job.getSpec().getTemplate().getSpec()
                : ((StatefulSet) owner).getSpec().getTemplate().getSpec();
    }

    private static Stream<String> references(PodSpec pod) {
        Stream<String> ofContainers = pod.getContainers().stream()
                .flatMap(container -> Stream.concat(
                        container.getEnvFrom().stream()
                                .map(from -> from.getConfigMapRef().getName()),
                        container.getEnv().stream()
                                .filter(variable -> variable.getValueFrom() != null)
                                .map(variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName())));
        return Stream.concat(ofContainers, pod.getVolumes().stream().map(OverlaysTest::reference))
                .filter(Objects::nonNull)
                .distinct();
    }

    private static String reference(Volume volume) {
        if (volume.getSecret() != null) {
            return volume.getSecret().getSecretName();
        }
        return volume.getPersistentVolumeClaim() == null
                ? null
                : volume.getPersistentVolumeClaim().getClaimName();
    }
}
