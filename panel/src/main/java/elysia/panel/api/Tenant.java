package elysia.panel.api;

import elysia.model.OrganizationId;

/// Whose data a request may see: the operator's token belongs to the default organization.
public final class Tenant {
  public static final OrganizationId DEFAULT = new OrganizationId(1);

  private Tenant() {}
}
