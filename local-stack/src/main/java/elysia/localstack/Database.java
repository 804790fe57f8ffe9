package elysia.localstack;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One PostgreSQL database and who we are there. Passwords are taken as they stand in a URL, so
/// they hold no character that a URL would have to escape.
public record Database(String host, int port, String user, String password, String name) {
  /// Reads `postgresql://user:password@host:port/name`.
  public static Database parse(String url) {
    var uri = URI.create(url);
    var login = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    if (uri.getHost() == null || login.length < 2 || uri.getPath().length() < 2) {
      throw new IllegalArgumentException("postgresql://user:password@host:port/name expected");
    }
    var port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new Database(uri.getHost(), port, login[0], login[1], uri.getPath().substring(1));
  }

  /// `postgresql://user:password@host:port/name`, the form of `DATABASE_URL`.
  public String url() {
    return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + name;
  }

  /// For JDBC, without user and password.
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /// Opens a new connection at each call: not pooled.
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user, password);
  }

  /// Makes an empty database on the same server. `newName` is made of small letters, digits and
  /// `_`.
  public Database create(String newName) throws SQLException {
    execute("create database " + plain(newName));
    return sibling(newName);
  }

  /// Drops a database of the same server, whoever is connected to it.
  public void drop(String oldName) throws SQLException {
    execute("drop database if exists " + plain(oldName) + " with (force)");
  }

  Database sibling(String otherName) {
    return new Database(host, port, user, password, otherName);
  }

  boolean exists(String otherName) throws SQLException {
    try (var connection = connect();
        var query = connection.prepareStatement("select from pg_database where datname = ?")) {
      query.setString(1, otherName);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String plain(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("small letters, digits and _ expected, got " + name);
    }
    return name;
  }

  /// Without the password.
  @Override
  public String toString() {
    return "Database[" + user + "@" + host + ":" + port + "/" + name + "]";
  }
}
