package org.denpan.web;

import java.util.List;
import org.denpan.data.Target;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the server answers, as an OpenAPI 3.1 document
/// (<https://spec.openapis.org/oas/v3.1.1.html>) with the columns of the models that it serves now.
final class OpenApi {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String JSON = "application/json";

  private final Limits limits;
  private final boolean token;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ObjectNode paths = JsonNodeFactory.instance.objectNode();

  private OpenApi(Limits limits, boolean token) {
    this.limits = limits;
    this.token = token;
  }

  /// The document.
  ///
  /// @param token whether requests must carry one
  static byte[] document(List<ServedModel> models, Limits limits, boolean token) {
    OpenApi api = new OpenApi(limits, token);
    models.forEach(api::model);
    if (models.size() == 1) {
      api.predict("/predict", "predict", models.getFirst());
    }
    api.health();
    api.about();
    return MAPPER.writeValueAsBytes(api.root);
  }

  private void about() {
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Denpan")
        .put("summary", "Predictions of feed-forward neural networks")
        .put("version", Version.DENPAN);
    root.putArray("servers").addObject().put("url", "/");
    root.set("paths", paths);
    ObjectNode components = root.putObject("components");
    ObjectNode error = components.putObject("schemas").putObject("Error");
    error.put("type", "object").putArray("required").add("error");
    error.putObject("properties").putObject("error").put("type", "string");
    if (token) {
      components
          .putObject("securitySchemes")
          .putObject("token")
          .put("type", "http")
          .put("scheme", "bearer");
      root.putArray("security").addObject().putArray("token");
    }
  }

  private void health() {
    get("/v2/health/live", "live", "Whether the server runs", JSON);
    get("/v2/health/ready", "ready", "Whether it can predict", JSON);
    get("/v2", "server", "The server's name, version and extensions", JSON);
    get("/metrics", "metrics", "What the server counts, for Prometheus", "text/plain");
  }

  private void model(ServedModel model) {
    String name = model.name();
    String base = "/v2/models/" + name;
    predict("/models/" + name + "/predict", "predict_" + name, model);
    get(base, "metadata_" + name, "The tensors that " + name + " takes and gives", JSON);
    get(base + "/ready", "ready_" + name, "Whether " + name + " can predict", JSON);
    ObjectNode infer = operation(base + "/infer", "post", "infer_" + name);
    infer.put("summary", "Predicts rows given as tensors (Open Inference Protocol v2)");
    ObjectNode body = infer.putObject("requestBody").put("required", true);
    ObjectNode content = body.putObject("content").putObject(JSON);
    content.set("schema", tensors(model, "inputs"));
    content.set("example", inputs(model));
    answers(infer).set("schema", tensors(model, "outputs"));
  }

  private void predict(String path, String id, ServedModel model) {
    ObjectNode predict = operation(path, "post", id);
    predict.put("summary", "Predicts rows given by column names");
    ObjectNode body = predict.putObject("requestBody").put("required", true);
    ObjectNode content = body.putObject("content").putObject(JSON);
    content.set("schema", forms(rowSchema(model.fields()), "rows", limits.rows()));
    content.set("example", ColumnSchema.row(model.fields()));
    answers(predict).set("schema", forms(answerSchema(model), "predictions", limits.rows()));
  }

  /// One, an array of them, or that array under a name.
  private static ObjectNode forms(ObjectNode one, String name, int most) {
    ObjectNode many = JsonNodeFactory.instance.objectNode();
    many.put("type", "array").put("minItems", 1).put("maxItems", most).set("items", one);
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("type", "object").putArray("required").add(name);
    envelope.putObject("properties").set(name, many.deepCopy());
    envelope.put("additionalProperties", false);
    ObjectNode forms = JsonNodeFactory.instance.objectNode();
    forms.putArray("oneOf").add(one.deepCopy()).add(many).add(envelope);
    return forms;
  }

  private static ObjectNode rowSchema(Fields fields) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("type", "object");
    ArrayNode required = row.putArray("required");
    ObjectNode properties = row.putObject("properties");
    for (Field field : fields.list()) {
      properties.set(field.column(), ColumnSchema.of(field));
      if (!field.mayLack()) {
        required.add(field.column());
      }
    }
    fields.unused().forEach(name -> properties.putObject(name).put("description", "not needed"));
    row.put("additionalProperties", false);
    return row;
  }

  private static ObjectNode answerSchema(ServedModel model) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("type", "object");
    ArrayNode required = answer.putArray("required");
    ObjectNode properties = answer.putObject("properties");
    if (model.model().target() instanceof Target.Classes classes) {
      required.add("label").add("probabilities");
      ArrayNode labels = properties.putObject("label").put("type", "string").putArray("enum");
      classes.classes().forEach(labels::add);
      ObjectNode probabilities = properties.putObject("probabilities").put("type", "object");
      ObjectNode each = probabilities.putObject("properties");
      classes
          .classes()
          .forEach(
              c -> each.putObject(c).put("type", "number").put("minimum", 0).put("maximum", 1));
    } else {
      required.add("value");
      properties.putObject("value").put("type", "number");
      properties.putObject("bands").put("type", "object");
    }
    return answer;
  }

  private static ObjectNode tensors(ServedModel model, String name) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").putArray("required").add(name);
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("id").put("type", "string");
    ObjectNode tensor = properties.putObject(name).put("type", "array").putObject("items");
    tensor.put("type", "object").putArray("required").add("name").add("shape").add("datatype");
    ObjectNode parts = tensor.putObject("properties");
    ObjectNode names = parts.putObject("name").put("type", "string");
    if (name.equals("inputs")) {
      ArrayNode columns = names.putArray("enum");
      model.fields().list().forEach(field -> columns.add(field.column()));
    }
    parts.putObject("shape").put("type", "array").putObject("items").put("type", "integer");
    parts.putObject("datatype").put("type", "string");
    parts.putObject("data").put("type", "array");
    return schema;
  }

  private static ObjectNode inputs(ServedModel model) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode inputs = request.putArray("inputs");
    for (Field field : model.fields().list()) {
      ObjectNode input = inputs.addObject().put("name", field.column());
      ArrayNode shape = input.putArray("shape").add(1);
      if (field.kind() == Field.Kind.PIXELS) {
        field.shape().forEach(shape::add);
      }
      boolean time = field.kind() == Field.Kind.TIME; // its example is a text
      input.put("datatype", (time ? Datatype.BYTES : field.kind().datatype()).name());
      input.putArray("data").add(ColumnSchema.examples(field).getFirst());
    }
    return request;
  }

  private void get(String path, String id, String summary, String type) {
    ObjectNode operation = operation(path, "get", id);
    operation.put("summary", summary);
    operation
        .putObject("responses")
        .putObject("200")
        .put("description", "the answer")
        .putObject("content")
        .putObject(type);
  }

  private ObjectNode operation(String path, String method, String id) {
    String name = id.replaceAll("[^A-Za-z0-9_]", "_");
    return paths.putObject(path).putObject(method).put("operationId", name);
  }

  /// The answers of an operation that predicts.
  ///
  /// @return the content of the good one
  private ObjectNode answers(ObjectNode operation) {
    ObjectNode responses = operation.putObject("responses");
    ObjectNode good =
        responses.putObject("200").put("description", "the predictions").putObject("content");
    refusal(responses, "400", "the body is not what the model takes");
    if (token) {
      refusal(responses, "401", "the token lacks or is not the right one");
    }
    refusal(
        responses,
        "413",
        "more than " + limits.bodyBytes() + " bytes or " + limits.rows() + " rows");
    refusal(responses, "415", "the body is not said to be of a type that is read here");
    refusal(responses, "503", "overloaded; Retry-After says when to come again");
    return good.putObject(JSON);
  }

  private static void refusal(ObjectNode responses, String status, String description) {
    ObjectNode response = responses.putObject(status).put("description", description);
    response
        .putObject("content")
        .putObject(JSON)
        .putObject("schema")
        .put("$ref", "#/components/schemas/Error");
  }
}
