package elysia.db.tracking;

import elysia.model.DestinationId;
import org.jspecify.annotations.Nullable;

/// A pixel or a UTMify account. [Destinations#credential] opens its credential.
///
/// @param pixel Meta's pixel id, null for UTMify
/// @param parkedReason why nothing may be sent there until a human has looked, null while all is
///   well
public record Destination(
    DestinationId id,
    DestinationKind kind,
    @Nullable String pixel,
    String sealedCredential,
    DestinationSettings settings,
    @Nullable String parkedReason) {}
