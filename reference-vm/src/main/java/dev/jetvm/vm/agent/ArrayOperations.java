package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.object.ArrayLayout;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.SliceImage;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Operations of the array layout features: arrays and slices. */
final class ArrayOperations {
    private ArrayOperations() {}

    static List<Operation> all() {
        return List.of(new Operation("layout.array", "layout.array", ArrayOperations::layout),
                new Operation("array.image", "layout.array", ArrayOperations::image),
                new Operation("array.index", "layout.array", ArrayOperations::index),
                new Operation("array.grow", "layout.array", ArrayOperations::grow),
                new Operation("array.slice", "layout.slice", ArrayOperations::slice));
    }

    private static ArrayLayout of(Arguments in) {
        return ArrayLayout.of(LayoutOperations.type(in.node("element")));
    }

    private static ObjectNode layout(Arguments in) {
        ArrayLayout layout = of(in);
        ObjectNode answer = object().put("dataOffset", layout.dataOffset()).put("stride", layout.stride())
                .put("align", layout.align()).put("maxLength", layout.maxLength());
        if (in.has("capacity")) {
            long capacity = in.clamped("capacity");
            answer.put("payload", layout.payload(capacity)).put("total", layout.total(capacity));
        }
        if (in.has("index")) {
            // The maximum length is permitted and yields the end of the last element.
            answer.put("offset", layout.offset(in.within("index", 0, layout.maxLength())));
        }
        return answer;
    }

    private static ObjectNode image(Arguments in) {
        ArrayLayout layout = ArrayLayout.of(FieldType.of(in.storage("element")));
        byte[] data = in.bytes("data");
        long capacity = in.clamped("capacity");
        layout.checkData(data.length, capacity);
        AnswerTooLong.require(HeaderConstants.HEADER_SIZE + layout.payload(capacity));
        return object().put("image", Json.bytes(layout.image(data, capacity)));
    }

    private static ObjectNode index(Arguments in) {
        long length = in.count("length");
        Value at = TaggedWord.requireValue(Plain.read(in.nested("index")));
        if (at instanceof Value.Int(long index)) {
            return object().put("index", ArrayLayout.checkIndex(length, index));
        }
        throw new PanicException(PanicCode.TYPE, "an index is an int");
    }

    private static ObjectNode grow(Arguments in) {
        FieldType element = in.has("element")
                ? LayoutOperations.type(in.node("element"))
                : FieldType.of(StorageClass.REF);
        return object().put("capacity", ArrayLayout.of(element).grown(in.count("capacity")));
    }

    private static ObjectNode slice(Arguments in) {
        long offset = in.clamped("offset");
        long count = in.clamped("count");
        SliceImage slice = in.either("slice", "array")
                ? SliceImage.unpack(in.bytes("slice")).slice(offset, count)
                : SliceImage.of(in.word("array"), in.count("length"), offset, count);
        return object().put("image", Json.bytes(slice.pack()));
    }
}
