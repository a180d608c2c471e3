// What reports use of pdfmake. Its published types bring the globals of a page along, which do not exist here.

declare module 'pdfmake' {
  type Margins = [left: number, top: number, right: number, bottom: number];

  interface Style {
    readonly font?: string;
    readonly fontSize?: number;
    readonly lineHeight?: number;
    readonly bold?: boolean;
    readonly color?: string;
    readonly alignment?: 'left' | 'right';
    readonly margin?: Margins;
    readonly width?: number | '*';
    readonly headlineLevel?: number;
    readonly unbreakable?: boolean;
  }

  interface Run {
    readonly text: string;
    readonly font: string;
    readonly color?: string;
  }

  interface Table {
    readonly widths: readonly (number | '*')[];
    readonly body: readonly (readonly Content[])[];
    readonly headerRows?: number;
    readonly keepWithHeaderRows?: number;
    readonly dontBreakRows?: boolean;
  }

  type Shape =
    | {
        readonly type: 'rect';
        readonly x: number;
        readonly y: number;
        readonly w: number;
        readonly h: number;
        readonly lineWidth: number;
        readonly lineColor: string;
      }
    | {
        readonly type: 'line';
        readonly x1: number;
        readonly y1: number;
        readonly x2: number;
        readonly y2: number;
        readonly lineWidth: number;
        readonly lineColor: string;
      };

  export type Content =
    | string
    | (Style &
        (
          | { readonly text: readonly Run[]; readonly link?: string }
          | { readonly ul: readonly Content[] }
          | { readonly stack: readonly Content[] }
          | { readonly columns: readonly Content[] }
          | { readonly table: Table; readonly layout: string }
          | { readonly canvas: readonly Shape[] }
        ));

  export interface DocumentDefinition {
    readonly pageSize: 'A4';
    readonly pageOrientation: 'portrait' | 'landscape';
    readonly pageMargins: Margins;
    readonly content: readonly Content[];
    readonly header: (page: number) => Content;
    readonly footer: (page: number, pages: number) => Content;
    readonly defaultStyle: Style;
    readonly info: {
      readonly title: string;
      readonly creator: string;
      readonly producer: string;
      readonly creationDate: Date;
    };
    readonly language: string;
    readonly displayTitle: boolean;
    readonly version: string;
    readonly pageBreakBefore: (node: {
      readonly headlineLevel?: number;
      readonly startPosition: { readonly verticalRatio: number };
    }) => boolean;
  }

  interface TableNode {
    readonly table: { readonly headerRows?: number };
  }

  interface TableLayout {
    readonly hLineWidth: (line: number, node: TableNode) => number;
    readonly vLineWidth: () => number;
    readonly hLineColor: (line: number, node: TableNode) => string;
    readonly paddingLeft: () => number;
    readonly paddingRight: () => number;
    readonly paddingTop: () => number;
    readonly paddingBottom: () => number;
  }

  const pdfmake: {
    setUrlAccessPolicy(isAllowed: (url: string) => boolean): void;
    setLocalAccessPolicy(isAllowed: (path: string) => boolean): void;
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setTableLayouts(layouts: Readonly<Record<string, TableLayout>>): void;
    createPdf(document: DocumentDefinition): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfmake;
}
