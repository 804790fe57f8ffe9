package elysia.payments.gateway;

import elysia.db.gateways.GatewayAccount;
import elysia.model.Money;
import java.net.URI;

/// What the contract must know of a gateway to test its adapter: how the provider words what it
/// says.
public interface TestedGateway {
  /// The adapter, with the provider at `url`.
  PaymentGateway at(URI url);

  GatewayAccount account();

  /// Where the request has the price.
  String amountField();

  /// The provider's answer to a create.
  String created(String id, String code);

  /// A webhook's body, and the answer to a query where `query` says so.
  String report(String id, String statusWord, Money price);

  String query(String id, String statusWord, Money price);

  /// Its word for a paid charge.
  String paid();

  /// Its word for one that waits.
  String waiting();

  /// Its body for "this request is wrong".
  String refused(String reason);
}
