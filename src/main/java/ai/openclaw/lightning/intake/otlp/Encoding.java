package ai.openclaw.lightning.intake.otlp;

/** How a request of OTLP is written. */
public enum Encoding {
    PROTOBUF,
    JSON
}
