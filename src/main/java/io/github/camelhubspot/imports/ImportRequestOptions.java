package io.github.camelhubspot.imports;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of a request about imports: those of all requests, and those that name one import, page or file. */
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
     * Id of the import. The consumer watches all imports of the app without it.
     */
    public void setImportId(String importId) {
        this.importId = importId;
    }

    public String getAfter() {
        return after;
    }

    /**
     * Cursor of the page to get, as header CamelHubSpotNextAfter of the page before gave it. Opaque: sent as it is.
     */
    public void setAfter(String after) {
        this.after = after;
    }

    public String getSourceFile() {
        return sourceFile;
    }

    /**
     * Path of the CSV file that was imported: a report takes the names of its columns from there, and rows that HubSpot does
     * not tell. By default the message body, if it is a file.
     */
    public void setSourceFile(String sourceFile) {
        this.sourceFile = sourceFile;
    }
}
