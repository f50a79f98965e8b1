package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.ArmAssignment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A trace's arms as every store keeps them. */
public final class ArmsJson {

    private ArmsJson() {}

    /** An array of objects; null when there are none. */
    public static String of(List<ArmAssignment> arms) {
        if (arms.isEmpty()) {
            return null;
        }
        JsonArray array = new JsonArray();
        for (ArmAssignment arm : arms) {
            array.add(new JsonObject()
                    .put("experiment", arm.experiment())
                    .put("arm", arm.arm())
                    .put("probability", arm.probability())
                    .put("applied", arm.applied()));
        }
        return array.encode();
    }
}
