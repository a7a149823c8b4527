package dev.segue.intake.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which JSON types stand where. What is wrong by shape is malformed (400), whatever the values are. */
public sealed interface Shape {

    void check(JsonNode value, String pointer, List<Fault> faults);

    /** A value of one JSON type. */
    enum Type implements Shape {
        TEXT("a string", JsonNode::isTextual),
        INTEGER("an integer", JsonNode::isIntegralNumber),
        NUMBER("a number", JsonNode::isNumber),
        FLAG("true or false", JsonNode::isBoolean),
        /** What is inside is the routes' matter. */
        OBJECT("an object", JsonNode::isObject);

        private final String words;
        private final Predicate<JsonNode> holds;

        Type(String words, Predicate<JsonNode> holds) {
            this.words = words;
            this.holds = holds;
        }

        @Override
        public void check(JsonNode value, String pointer, List<Fault> faults) {
            if (!holds.test(value)) {
                faults.add(Fault.at(pointer, "must be " + words));
            }
        }
    }

    /** An object of ours: these fields, each of which may be absent or null, and no others. */
    record Fields(Map<String, Shape> known) implements Shape {

        @Override
        public void check(JsonNode value, String pointer, List<Fault> faults) {
            Type.OBJECT.check(value, pointer, faults);
            value.properties().forEach(field -> {
                Shape shape = known.get(field.getKey());
                String inner = pointer + "/" + escaped(field.getKey());
                if (shape == null) {
                    faults.add(Fault.at(inner, "is not known"));
                } else if (!field.getValue().isNull()) {
                    shape.check(field.getValue(), inner, faults);
                }
            });
        }
    }

    /** An object with names of the caller's own. */
    record Named(Shape each) implements Shape {

        @Override
        public void check(JsonNode value, String pointer, List<Fault> faults) {
            Type.OBJECT.check(value, pointer, faults);
            value.properties()
                    .forEach(field -> each.check(field.getValue(), pointer + "/" + escaped(field.getKey()), faults));
        }
    }

    record ListOf(Shape each) implements Shape {

        @Override
        public void check(JsonNode value, String pointer, List<Fault> faults) {
            if (!value.isArray()) {
                faults.add(Fault.at(pointer, "must be an array"));
            }
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                each.check(value.get(i), pointer + "/" + i, faults);
            }
        }
    }

    /** A name as RFC 6901 writes it. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
