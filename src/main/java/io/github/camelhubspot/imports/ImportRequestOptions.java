package io.github.camelhubspot.imports;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Request options of an endpoint: the general ones, and those that name one import, page or file. */
@UriParams
public class ImportRequestOptions extends ImportRequestDefaults {

    @UriParam
    private String importId;
    @UriParam
    private String after;
    @UriParam(label = "producer")
    private String sourceFile;

    public String getImportId() {
        return importId;
    }

    /**
     * Id of the import. Without it, the consumer watches all imports of the app.
     */
    public void setImportId(String importId) {
        this.importId = importId;
    }

    public String getAfter() {
        return after;
    }

    /**
     * Cursor of the page to read, from the header CamelHubSpotNextAfter of the previous page. Opaque: it is sent
     * unchanged.
     */
    public void setAfter(String after) {
        this.after = after;
    }

    public String getSourceFile() {
        return sourceFile;
    }

    /**
     * Path of the imported CSV file, from which a report takes the names of the columns and the rows that HubSpot does
     * not return. The default is the message body, if it is a file.
     */
    public void setSourceFile(String sourceFile) {
        this.sourceFile = sourceFile;
    }
}
