/** Whether a site offers WebContainers in its labs, and whose. */
export type WebContainerSettings =
  /** Not at all: no page knows of any other host. */
  | { readonly offer: 'off' }
  | {
      /** 'choice': labs start on the embedded engine, and the reader may switch. 'webcontainer': labs start there. */
      readonly offer: 'choice' | 'webcontainer';
      /** Where the runtime is loaded from: StackBlitz's, or that of an enterprise contract. */
      readonly origin: string;
      /** The API key of a commercial licence, which StackBlitz calls client id. It is public: it stands in the frame's address. */
      readonly clientId?: string;
    };
