package org.denpan.web;

import java.io.IOException;

/// `/predict`: rows by column names.
final class Predict {
  private final ModelServer server;

  Predict(ModelServer server) {
    this.server = server;
  }

  void handle(Call call, ServedModel model) throws IOException {
    call.accept(Call.JSON);
    call.read();
    server.admission().enter();
    try {
      Rows rows = model.rows();
      int most = server.options().limits().rows();
      RowReader.Form form =
          new RowReader(model.fields(), rows, most, call::reserve)
              .read(call.body(), call.bodyLength());
      float[] y = model.lanes().score(rows.inputs(), rows.count());
      call.rows(rows.count());
      model.answers().write(y, rows.count(), form, call.json());
    } finally {
      server.admission().leave();
    }
    call.answer(200);
  }
}
