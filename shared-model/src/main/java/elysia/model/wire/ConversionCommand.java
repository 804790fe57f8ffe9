package elysia.model.wire;

import elysia.model.ConversionId;

/// Report this conversion to its destination.
public record ConversionCommand(ConversionId conversion) {}
