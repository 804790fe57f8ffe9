package elysia.sandbox.bank;

import elysia.sandbox.common.Service;

/// How one fake gateway tells its sellers of their charges.
public interface ChargeNews {
  Service gateway();

  /// Tells how the charge stands, in the background.
  void tell(Charge charge, Notice notice);
}
